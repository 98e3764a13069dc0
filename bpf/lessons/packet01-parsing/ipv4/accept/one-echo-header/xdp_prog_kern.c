/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

struct tag {
	__be16 tci;
	__be16 type;
};

/* An echo message looks the same in ICMP and ICMPv6; only the number of its type differs. */
struct echo {
	__u8 type;
	__u8 code;
	__sum16 checksum;
	__be16 id;
	__be16 sequence;
};

static __always_inline int echo_action(void *pos, void *data_end, __u8 request)
{
	struct echo *echo = pos;

	if (echo + 1 > data_end || echo->type != request)
		return XDP_PASS;
	return bpf_ntohs(echo->sequence) % 2 ? XDP_PASS : XDP_DROP;
}

static __always_inline int ip6_action(void *pos, void *data_end)
{
	struct ipv6hdr *ip6 = pos;

	if (ip6 + 1 > data_end || ip6->nexthdr != IPPROTO_ICMPV6)
		return XDP_PASS;
	return echo_action(ip6 + 1, data_end, ICMPV6_ECHO_REQUEST);
}

static __always_inline int ip4_action(void *pos, void *data_end)
{
	struct iphdr *ip = pos;

	if (ip + 1 > data_end || ip->ihl < 5 || ip->protocol != IPPROTO_ICMP)
		return XDP_PASS;
	return echo_action(pos + ip->ihl * 4, data_end, ICMP_ECHO);
}

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	void *pos = eth + 1;
	struct tag *tag;
	__be16 type;
	int i;

	if (pos > data_end)
		return XDP_PASS;

	type = eth->h_proto;
	for (i = 0; i < 2; i++) {
		if (type != bpf_htons(ETH_P_8021Q) && type != bpf_htons(ETH_P_8021AD))
			break;
		tag = pos;
		pos = tag + 1;
		if (pos > data_end)
			return XDP_PASS;
		type = tag->type;
	}

	if (type == bpf_htons(ETH_P_IPV6))
		return ip6_action(pos, data_end);
	if (type == bpf_htons(ETH_P_IP))
		return ip4_action(pos, data_end);
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual MIT/GPL";
