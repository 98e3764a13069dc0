/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#include "../common/xdp_stats_kern_user.h"
#include "../common/xdp_stats_kern.h"

/* Where the next header starts. */
struct hdr_cursor {
	void *pos;
};

/*
 * An 802.1Q or 802.1ad tag, from behind the EtherType that announces it. The kernel has the same
 * struct, but keeps it out of the headers that it gives to user space.
 */
struct vlan_hdr {
	__be16 h_vlan_TCI; /* priority 3 bits, drop eligible 1, VLAN id 12 */
	__be16 h_vlan_encapsulated_proto;
};

/* Two tags, as a provider's network stacks them: its own outside, the customer's inside. */
#define VLAN_MAX_DEPTH 2

static __always_inline int proto_is_vlan(__u16 h_proto)
{
	return h_proto == bpf_htons(ETH_P_8021Q) || h_proto == bpf_htons(ETH_P_8021AD);
}

/*
 * Every parse_*() below takes the header that starts at nh->pos. If all of it is there, it leaves
 * the header in the last argument, moves nh->pos behind it and returns the type of what follows; if
 * not, it returns -1.
 */
static __always_inline int parse_ethhdr(struct hdr_cursor *nh, void *data_end,
					struct ethhdr **ethhdr)
{
	struct ethhdr *eth = nh->pos;
	struct vlan_hdr *tag = (void *)(eth + 1);
	__u16 h_proto;
	int depth;

	if (eth + 1 > data_end)
		return -1;

	h_proto = eth->h_proto;

	/* A tag that is cut off ends the walk: its own type goes back, and that is no IP. */
	for (depth = 0; depth < VLAN_MAX_DEPTH; depth++) {
		if (!proto_is_vlan(h_proto) || tag + 1 > data_end)
			break;
		h_proto = tag->h_vlan_encapsulated_proto;
		tag++;
	}

	*ethhdr = eth;
	nh->pos = tag;
	return h_proto; /* in network byte order, as it stands in the packet */
}

static __always_inline int parse_ip6hdr(struct hdr_cursor *nh, void *data_end,
					struct ipv6hdr **ip6hdr)
{
	struct ipv6hdr *ip6h = nh->pos;

	if (ip6h + 1 > data_end)
		return -1;

	*ip6hdr = ip6h;
	nh->pos = ip6h + 1;
	return ip6h->nexthdr; /* one byte: it has no byte order */
}

static __always_inline int parse_icmp6hdr(struct hdr_cursor *nh, void *data_end,
					  struct icmp6hdr **icmp6hdr)
{
	struct icmp6hdr *icmp6h = nh->pos;

	if (icmp6h + 1 > data_end)
		return -1;

	*icmp6hdr = icmp6h;
	nh->pos = icmp6h + 1;
	return icmp6h->icmp6_type;
}

static __always_inline int parse_iphdr(struct hdr_cursor *nh, void *data_end, struct iphdr **iphdr)
{
	struct iphdr *iph = nh->pos;
	__u32 length;

	/* The fixed part first: IHL itself lies in it. */
	if (iph + 1 > data_end)
		return -1;

	/* IHL counts 32-bit words, and the fixed part alone is five of them. */
	length = iph->ihl * 4;
	if (length < sizeof(*iph) || nh->pos + length > data_end)
		return -1;

	*iphdr = iph;
	nh->pos += length;
	return iph->protocol;
}

static __always_inline int parse_icmphdr(struct hdr_cursor *nh, void *data_end,
					 struct icmphdr **icmphdr)
{
	struct icmphdr *icmph = nh->pos;

	if (icmph + 1 > data_end)
		return -1;

	*icmphdr = icmph;
	nh->pos = icmph + 1;
	return icmph->type;
}

/* Sequence numbers of both ICMPs travel in network byte order. */
static __always_inline int is_even(__be16 sequence)
{
	return bpf_ntohs(sequence) % 2 == 0;
}

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct hdr_cursor nh = { .pos = (void *)(long)ctx->data };
	__u32 action = XDP_PASS; /* what we do not understand is not ours to stop */
	struct ethhdr *eth;
	struct iphdr *iph;
	struct ipv6hdr *ip6h;
	struct icmphdr *icmph;
	struct icmp6hdr *icmp6h;
	int eth_type;

	eth_type = parse_ethhdr(&nh, data_end, &eth);
	if (eth_type == bpf_htons(ETH_P_IPV6)) {
		if (parse_ip6hdr(&nh, data_end, &ip6h) != IPPROTO_ICMPV6)
			goto out;
		if (parse_icmp6hdr(&nh, data_end, &icmp6h) != ICMPV6_ECHO_REQUEST)
			goto out;
		if (is_even(icmp6h->icmp6_sequence))
			action = XDP_DROP;
	} else if (eth_type == bpf_htons(ETH_P_IP)) {
		if (parse_iphdr(&nh, data_end, &iph) != IPPROTO_ICMP)
			goto out;
		if (parse_icmphdr(&nh, data_end, &icmph) < 0)
			goto out;
		if (is_even(icmph->un.echo.sequence))
			action = XDP_DROP;
	}
out:
	return xdp_stats_record_action(ctx, action); /* counts it, and returns it */
}

char _license[] SEC("license") = "GPL";
