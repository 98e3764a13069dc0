/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/in.h>
#include <linux/if_ether.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>
#include "../common/xdp_stats_kern_user.h"
#include "../common/xdp_stats_kern.h"

struct hdr_cursor {
	void *pos;
};

static __always_inline int parse_ethhdr(struct hdr_cursor *nh, void *data_end,
					struct ethhdr **ethhdr)
{
	int hdrsize = sizeof(struct ethhdr);

	if (nh->pos + hdrsize > data_end)
		return -1;

	*ethhdr = nh->pos;
	nh->pos += hdrsize;
	return (*ethhdr)->h_proto;
}

static __always_inline int parse_ip6hdr(struct hdr_cursor *nh, void *data_end,
					struct ipv6hdr **ip6hdr)
{
	int hdrsize = sizeof(struct ipv6hdr);

	if (nh->pos + hdrsize > data_end)
		return -1;

	*ip6hdr = nh->pos;
	nh->pos += hdrsize;
	return (*ip6hdr)->nexthdr;
}

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	__u32 action = XDP_PASS;
	struct hdr_cursor nh;
	struct ipv6hdr *ip6;
	struct ethhdr *eth;
	int nh_type;

	nh.pos = data;

	nh_type = parse_ethhdr(&nh, data_end, &eth);
	if (nh_type < 0) {
		action = XDP_ABORTED;
		goto out;
	}
	if (nh_type != bpf_htons(ETH_P_IPV6))
		goto out;

	nh_type = parse_ip6hdr(&nh, data_end, &ip6);
	if (nh_type < 0) {
		action = XDP_ABORTED;
		goto out;
	}
	if (nh_type != IPPROTO_ICMPV6)
		goto out;

	action = XDP_DROP;
out:
	return xdp_stats_record_action(ctx, action);
}

char _license[] SEC("license") = "GPL";
