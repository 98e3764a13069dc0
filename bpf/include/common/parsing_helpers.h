/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Packet parsers that walk from one header to the next.
 *
 * Each parse_*() takes the header that starts at nh->pos. If all of it lies before data_end, it
 * leaves the header in *@hdr, moves nh->pos to the first byte after it, and returns what the caller
 * needs to go on: the type of what follows, or a length. Otherwise it returns -1, and neither *@hdr
 * nor nh->pos may be used.
 *
 * EtherTypes come in network byte order, as they stand in the packet: compare them with
 * bpf_htons(ETH_P_*). Protocols and ICMP types are single bytes; lengths are in bytes, in host byte
 * order.
 */
#ifndef __PARSING_HELPERS_H
#define __PARSING_HELPERS_H

#include <stddef.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/udp.h>
#include <linux/tcp.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

/* Where the next header starts. */
struct hdr_cursor {
	void *pos;
};

/*
 * What an 802.1Q or 802.1ad tag adds after the EtherType that announced it (IEEE 802.1Q, 9.3). The
 * kernel keeps this struct to itself, so it is not in <linux/if_vlan.h> for us.
 */
struct vlan_hdr {
	__be16 h_vlan_TCI; /* priority 3 bits, drop eligible 1, VLAN id 12 */
	__be16 h_vlan_encapsulated_proto;
};

/* The first four bytes, which ICMP and ICMPv6 share (RFC 792, RFC 4443). */
struct icmphdr_common {
	__u8 type;
	__u8 code;
	__sum16 cksum;
};

/* Tags that parse_ethhdr() steps over: two, as provider bridges stack them. Define it first to
 * change it. */
#ifndef VLAN_MAX_DEPTH
#define VLAN_MAX_DEPTH 2
#endif

#ifndef VLAN_VID_MASK
#define VLAN_VID_MASK 0x0fff
#endif

/* VLAN ids in host byte order, the outermost first. Only as many as there were tags are written. */
struct collect_vlans {
	__u16 id[VLAN_MAX_DEPTH];
};

static __always_inline int proto_is_vlan(__u16 h_proto)
{
	return h_proto == bpf_htons(ETH_P_8021Q) || h_proto == bpf_htons(ETH_P_8021AD);
}

/*
 * Returns the EtherType after up to VLAN_MAX_DEPTH tags. *@hdr stays the Ethernet header: its
 * h_proto still tells whether there was a tag. A tag that is cut off is not stepped over, and its
 * own EtherType comes back.
 */
static __always_inline int parse_ethhdr_vlan(struct hdr_cursor *nh, void *data_end,
					     struct ethhdr **hdr, struct collect_vlans *vlans)
{
	struct ethhdr *eth = nh->pos;
	struct vlan_hdr *tag = (void *)(eth + 1);
	__u16 proto;
	int depth;

	if (eth + 1 > data_end)
		return -1;

	proto = eth->h_proto;

	/* Unrolled, because kernels before 5.3 refuse every loop. */
#pragma unroll
	for (depth = 0; depth < VLAN_MAX_DEPTH; depth++) {
		if (!proto_is_vlan(proto) || tag + 1 > data_end)
			break;

		if (vlans)
			vlans->id[depth] = bpf_ntohs(tag->h_vlan_TCI) & VLAN_VID_MASK;
		proto = tag->h_vlan_encapsulated_proto;
		tag++;
	}

	*hdr = eth;
	nh->pos = tag;
	return proto;
}

static __always_inline int parse_ethhdr(struct hdr_cursor *nh, void *data_end, struct ethhdr **hdr)
{
	return parse_ethhdr_vlan(nh, data_end, hdr, NULL);
}

/* Returns the next header. Extension headers are headers of their own: none is stepped over. */
static __always_inline int parse_ip6hdr(struct hdr_cursor *nh, void *data_end, struct ipv6hdr **hdr)
{
	struct ipv6hdr *ip6h = nh->pos;

	if (ip6h + 1 > data_end)
		return -1;

	*hdr = ip6h;
	nh->pos = ip6h + 1;
	return ip6h->nexthdr;
}

/* Returns the protocol. Options belong to the header: nh->pos moves past them. */
static __always_inline int parse_iphdr(struct hdr_cursor *nh, void *data_end, struct iphdr **hdr)
{
	struct iphdr *iph = nh->pos;
	__u32 length;

	if (iph + 1 > data_end)
		return -1;

	/* IHL counts 32-bit words, 5 at least (RFC 791, 3.1). */
	length = iph->ihl * 4;
	if (length < sizeof(*iph) || nh->pos + length > data_end)
		return -1;

	*hdr = iph;
	nh->pos += length;
	return iph->protocol;
}

static __always_inline int parse_icmp6hdr(struct hdr_cursor *nh, void *data_end,
					  struct icmp6hdr **hdr)
{
	struct icmp6hdr *icmp6h = nh->pos;

	if (icmp6h + 1 > data_end)
		return -1;

	*hdr = icmp6h;
	nh->pos = icmp6h + 1;
	return icmp6h->icmp6_type;
}

static __always_inline int parse_icmphdr(struct hdr_cursor *nh, void *data_end,
					 struct icmphdr **hdr)
{
	struct icmphdr *icmph = nh->pos;

	if (icmph + 1 > data_end)
		return -1;

	*hdr = icmph;
	nh->pos = icmph + 1;
	return icmph->type;
}

/* For programs that treat both ICMPs alike. Moves past the shared four bytes only. */
static __always_inline int parse_icmphdr_common(struct hdr_cursor *nh, void *data_end,
						struct icmphdr_common **hdr)
{
	struct icmphdr_common *icmph = nh->pos;

	if (icmph + 1 > data_end)
		return -1;

	*hdr = icmph;
	nh->pos = icmph + 1;
	return icmph->type;
}

/* Returns the length of the payload, as the header claims it: the packet may hold less. */
static __always_inline int parse_udphdr(struct hdr_cursor *nh, void *data_end, struct udphdr **hdr)
{
	struct udphdr *udph = nh->pos;
	__u32 length;

	if (udph + 1 > data_end)
		return -1;

	/* The length counts the header too (RFC 768). */
	length = bpf_ntohs(udph->len);
	if (length < sizeof(*udph))
		return -1;

	*hdr = udph;
	nh->pos = udph + 1;
	return length - sizeof(*udph);
}

/* Returns the length of the header. Options belong to it: nh->pos moves past them. */
static __always_inline int parse_tcphdr(struct hdr_cursor *nh, void *data_end, struct tcphdr **hdr)
{
	struct tcphdr *tcph = nh->pos;
	__u32 length;

	if (tcph + 1 > data_end)
		return -1;

	/* The data offset counts 32-bit words, 5 at least (RFC 9293, 3.1). */
	length = tcph->doff * 4;
	if (length < sizeof(*tcph) || nh->pos + length > data_end)
		return -1;

	*hdr = tcph;
	nh->pos += length;
	return length;
}

#endif /* __PARSING_HELPERS_H */
