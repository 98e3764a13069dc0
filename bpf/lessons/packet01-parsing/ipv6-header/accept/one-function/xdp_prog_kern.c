/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

struct headers {
	struct ethhdr eth;
	struct ipv6hdr ip6;
} __attribute__((packed));

/* Both headers have a fixed size, so one struct and one comparison cover them. */
SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	struct headers *packet = (void *)(long)ctx->data;
	void *data_end = (void *)(long)ctx->data_end;

	if (packet + 1 > data_end)
		return XDP_PASS;
	if (packet->eth.h_proto != bpf_htons(ETH_P_IPV6))
		return XDP_PASS;
	if (packet->ip6.nexthdr != IPPROTO_ICMPV6)
		return XDP_PASS;

	return XDP_DROP;
}

char _license[] SEC("license") = "GPL";
