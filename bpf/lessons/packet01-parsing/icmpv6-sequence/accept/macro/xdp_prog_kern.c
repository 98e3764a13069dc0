/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <stdbool.h>
#include <linux/bpf.h>
#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

/* Points @header at the next one, or leaves the function: a packet cut off here is not ours. */
#define NEXT_HEADER(header, at, end)                                                               \
	do {                                                                                       \
		(header) = (at);                                                                   \
		if ((void *)((header) + 1) > (end))                                                \
			return false;                                                              \
	} while (0)

static __always_inline bool is_even_echo_request(void *data, void *data_end)
{
	struct icmp6hdr *icmp6;
	struct ipv6hdr *ip6;
	struct ethhdr *eth;

	NEXT_HEADER(eth, data, data_end);
	if (eth->h_proto != bpf_htons(ETH_P_IPV6))
		return false;

	NEXT_HEADER(ip6, (void *)(eth + 1), data_end);
	if (ip6->nexthdr != IPPROTO_ICMPV6)
		return false;

	NEXT_HEADER(icmp6, (void *)(ip6 + 1), data_end);
	if (icmp6->icmp6_type != ICMPV6_ECHO_REQUEST)
		return false;

	return bpf_ntohs(icmp6->icmp6_sequence) % 2 == 0;
}

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;

	return is_even_echo_request(data, data_end) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "Dual MIT/GPL";
