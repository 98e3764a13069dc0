/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Drops echo requests with an even sequence number, and counts everything by action. */
#include <linux/bpf.h>
#include <linux/icmp.h>
#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct datarec {
	__u64 rx_packets;
	__u64 rx_bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct datarec);
	__uint(max_entries, XDP_REDIRECT + 1);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} xdp_stats_map SEC(".maps");

static __always_inline __u32 verdict(void *data, void *data_end)
{
	struct ethhdr *eth = data;
	__be16 sequence;

	if ((void *)(eth + 1) > data_end)
		return XDP_ABORTED;
	if (eth->h_proto == bpf_htons(ETH_P_IPV6)) {
		struct ipv6hdr *ip6 = (void *)(eth + 1);
		struct icmp6hdr *icmp6 = (void *)(ip6 + 1);

		if ((void *)(icmp6 + 1) > data_end || ip6->nexthdr != IPPROTO_ICMPV6)
			return XDP_PASS;
		if (icmp6->icmp6_type != ICMPV6_ECHO_REQUEST)
			return XDP_PASS;
		sequence = icmp6->icmp6_sequence;
	} else if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		struct iphdr *ip = (void *)(eth + 1);
		struct icmphdr *icmp = (void *)(ip + 1);

		if ((void *)(icmp + 1) > data_end || ip->protocol != IPPROTO_ICMP)
			return XDP_PASS;
		if (icmp->type != ICMP_ECHO)
			return XDP_PASS;
		sequence = icmp->un.echo.sequence;
	} else {
		return XDP_PASS;
	}
	return bpf_ntohs(sequence) % 2 ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int xdp_parity_func_with_a_long_name(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;
	__u32 action = verdict(data, data_end);
	struct datarec *rec = bpf_map_lookup_elem(&xdp_stats_map, &action);

	if (!rec)
		return XDP_ABORTED;
	rec->rx_packets++;
	rec->rx_bytes += data_end - data;
	return action;
}

char _license[] SEC("license") = "GPL";
