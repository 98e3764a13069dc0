/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

struct tag {
	__be16 tci;
	__be16 type;
};

struct cursor {
	void *pos;
	void *end;
};

/* Hands out the next @size bytes, or NULL where the packet ends before them. */
static __always_inline void *take(struct cursor *cursor, __u32 size)
{
	void *header = cursor->pos;

	if (header + size > cursor->end)
		return NULL;
	cursor->pos = header + size;
	return header;
}

static __always_inline __u16 skip_tag(struct cursor *cursor, __u16 type)
{
	struct tag *tag;

	if (type != bpf_htons(ETH_P_8021Q) && type != bpf_htons(ETH_P_8021AD))
		return type;
	tag = take(cursor, sizeof(*tag));
	return tag ? tag->type : 0;
}

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	struct cursor cursor = {
		.pos = (void *)(long)ctx->data,
		.end = (void *)(long)ctx->data_end,
	};
	struct icmp6hdr *icmp6;
	struct ipv6hdr *ip6;
	struct ethhdr *eth;
	__u16 type;

	eth = take(&cursor, sizeof(*eth));
	if (!eth)
		return XDP_ABORTED;

	type = skip_tag(&cursor, eth->h_proto);
	type = skip_tag(&cursor, type);
	if (type != bpf_htons(ETH_P_IPV6))
		return XDP_PASS;

	ip6 = take(&cursor, sizeof(*ip6));
	if (!ip6)
		return XDP_ABORTED;
	if (ip6->nexthdr != IPPROTO_ICMPV6)
		return XDP_PASS;

	icmp6 = take(&cursor, sizeof(*icmp6));
	if (!icmp6)
		return XDP_ABORTED;
	if (icmp6->icmp6_type != ICMPV6_ECHO_REQUEST)
		return XDP_PASS;

	return bpf_ntohs(icmp6->icmp6_sequence) & 1 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
