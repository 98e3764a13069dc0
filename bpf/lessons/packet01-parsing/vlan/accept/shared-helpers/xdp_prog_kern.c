/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/in.h>
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
	struct collect_vlans vlans = {};
	struct icmp6hdr *icmp6h;
	struct ipv6hdr *ip6h;
	struct ethhdr *eth;
	__u32 action = XDP_PASS;

	if (parse_ethhdr_vlan(&nh, data_end, &eth, &vlans) == bpf_htons(ETH_P_IPV6) &&
	    parse_ip6hdr(&nh, data_end, &ip6h) == IPPROTO_ICMPV6 &&
	    parse_icmp6hdr(&nh, data_end, &icmp6h) == ICMPV6_ECHO_REQUEST &&
	    bpf_ntohs(icmp6h->icmp6_sequence) % 2 == 0)
		action = XDP_DROP;

	return xdp_stats_record_action(ctx, action);
}

char _license[] SEC("license") = "GPL";
