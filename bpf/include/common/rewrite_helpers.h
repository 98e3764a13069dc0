/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Helpers that change a packet in place, or move its start.
 *
 * After vlan_tag_pop() and vlan_tag_push() every pointer into the packet that the caller holds is
 * stale: read ctx->data and ctx->data_end again before the next access.
 */
#ifndef __REWRITE_HELPERS_H
#define __REWRITE_HELPERS_H

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#include "parsing_helpers.h"

/*
 * Removes the outermost tag. @eth is the Ethernet header at the start of the packet, and its bounds
 * are checked. Returns the VLAN id, or -1 if there is no whole tag or no room to move.
 *
 *	before	| dst src | 8100 | TCI type | payload
 *	after	           | dst src | type | payload
 */
static __always_inline int vlan_tag_pop(struct xdp_md *ctx, struct ethhdr *eth)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct vlan_hdr *tag = (void *)(eth + 1);
	struct ethhdr untagged;
	int vlan_id;

	if (!proto_is_vlan(eth->h_proto) || tag + 1 > data_end)
		return -1;

	vlan_id = bpf_ntohs(tag->h_vlan_TCI) & VLAN_VID_MASK;
	untagged = *eth;
	untagged.h_proto = tag->h_vlan_encapsulated_proto;

	if (bpf_xdp_adjust_head(ctx, (int)sizeof(*tag)))
		return -1;

	eth = (void *)(long)ctx->data;
	data_end = (void *)(long)ctx->data_end;
	if (eth + 1 > data_end)
		return -1;

	*eth = untagged;
	return vlan_id;
}

/*
 * Puts an 802.1Q tag with the VLAN id @vlid behind the MAC addresses. @eth is the Ethernet header
 * at the start of the packet, its bounds checked. Returns 0, or -1 if there is no headroom.
 */
static __always_inline int vlan_tag_push(struct xdp_md *ctx, struct ethhdr *eth, int vlid)
{
	struct ethhdr tagged = *eth;
	struct vlan_hdr *tag;
	void *data_end;

	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(*tag)))
		return -1;

	eth = (void *)(long)ctx->data;
	data_end = (void *)(long)ctx->data_end;
	tag = (void *)(eth + 1);
	if (tag + 1 > data_end)
		return -1;

	tag->h_vlan_TCI = bpf_htons(vlid);
	tag->h_vlan_encapsulated_proto = tagged.h_proto;
	tagged.h_proto = bpf_htons(ETH_P_8021Q);
	*eth = tagged;
	return 0;
}

static __always_inline void swap_src_dst_mac(struct ethhdr *eth)
{
	__u8 source[ETH_ALEN];

	__builtin_memcpy(source, eth->h_source, ETH_ALEN);
	__builtin_memcpy(eth->h_source, eth->h_dest, ETH_ALEN);
	__builtin_memcpy(eth->h_dest, source, ETH_ALEN);
}

/* No checksum changes: it is a sum, and the same words stay in it. */
static __always_inline void swap_src_dst_ipv6(struct ipv6hdr *ipv6)
{
	struct in6_addr source = ipv6->saddr;

	ipv6->saddr = ipv6->daddr;
	ipv6->daddr = source;
}

static __always_inline void swap_src_dst_ipv4(struct iphdr *iphdr)
{
	__be32 source = iphdr->saddr;

	iphdr->saddr = iphdr->daddr;
	iphdr->daddr = source;
}

#endif /* __REWRITE_HELPERS_H */
