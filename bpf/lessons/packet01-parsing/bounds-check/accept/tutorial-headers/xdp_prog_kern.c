/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>
#include "../common/parsing_helpers.h"
#include "../common/xdp_stats_kern_user.h"
#include "../common/xdp_stats_kern.h"

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct hdr_cursor nh = { .pos = (void *)(long)ctx->data };
	struct ethhdr *eth;
	__u32 action = XDP_PASS;

	if (parse_ethhdr(&nh, data_end, &eth) == bpf_htons(ETH_P_IPV6))
		action = XDP_DROP;

	return xdp_stats_record_action(ctx, action);
}

char _license[] SEC("license") = "GPL";
