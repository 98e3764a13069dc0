/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * VLANs 1 and 2 on a veth end, for kernels without the 8021q module. On the way out (clsact egress)
 * traffic within a VLAN's subnet gets its 802.1Q tag; on the way in (clsact ingress) the tag comes
 * off again. XDP and tcpdump see the same bytes as with 8021q.
 *
 * VLAN v has the subnets fc00:dead:cafe:(N + v * 0x1000)::/64, N from 1 to 0xff, and 192.168.(100 +
 * v).0/24.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define FIRST_VID    1
#define LAST_VID     2
#define VID_MASK     0x0fff
#define IP6_NET_BASE 0xfc00deadcafe0000ULL
#define IP4_NET_BASE (192u << 24 | 168u << 16 | 100u << 8)
#define IP4_NET_MASK 0xffffff00u

static __always_inline __u64 ip6_net(const struct in6_addr *addr)
{
	return (__u64)bpf_ntohl(addr->s6_addr32[0]) << 32 | bpf_ntohl(addr->s6_addr32[1]);
}

/* Both ends must lie in the subnet: traffic that is only routed through is not the VLAN's. */
static __always_inline __u16 vid_of_ip6(struct __sk_buff *skb)
{
	struct ipv6hdr ip6;
	__u64 net;
	__u16 vid, number;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip6, sizeof(ip6)) < 0)
		return 0;
	net = ip6_net(&ip6.daddr);
	if (net != ip6_net(&ip6.saddr) || (net & ~0xffffULL) != IP6_NET_BASE)
		return 0;
	vid = net >> 12 & 0xf;
	number = net & VID_MASK;
	return number >= 1 && number <= 0xff ? vid : 0;
}

static __always_inline __u16 vid_of_ip4(struct __sk_buff *skb)
{
	struct iphdr ip4;
	__u32 net;

	if (bpf_skb_load_bytes(skb, ETH_HLEN, &ip4, sizeof(ip4)) < 0)
		return 0;
	net = bpf_ntohl(ip4.daddr) & IP4_NET_MASK;
	if (net != (bpf_ntohl(ip4.saddr) & IP4_NET_MASK) || net < IP4_NET_BASE)
		return 0;
	return (net - IP4_NET_BASE) >> 8 & VID_MASK;
}

SEC("egress")
int vlan_push(struct __sk_buff *skb)
{
	__u16 vid = 0;

	/* A frame that has its tag already carries another protocol number here, and goes out as it
	 * is. */
	if (skb->protocol == bpf_htons(ETH_P_IPV6))
		vid = vid_of_ip6(skb);
	else if (skb->protocol == bpf_htons(ETH_P_IP))
		vid = vid_of_ip4(skb);
	if (vid >= FIRST_VID && vid <= LAST_VID &&
	    bpf_skb_vlan_push(skb, bpf_htons(ETH_P_8021Q), vid) < 0)
		return TC_ACT_SHOT;
	return TC_ACT_OK;
}

SEC("ingress")
int vlan_pop(struct __sk_buff *skb)
{
	__u16 vid = skb->vlan_tci & VID_MASK;

	if (skb->vlan_present && skb->vlan_proto == bpf_htons(ETH_P_8021Q) && vid >= FIRST_VID &&
	    vid <= LAST_VID && bpf_skb_vlan_pop(skb) < 0)
		return TC_ACT_SHOT;
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual MIT/GPL";
