/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Proves the Ethernet header, reads the one behind it. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	struct ethhdr *eth = data;
	struct ipv6hdr *ip6 = (void *)(eth + 1);

	if ((void *)(eth + 1) > data_end)
		return XDP_DROP;
	if (ip6->nexthdr == 58) /* rejected */
		return XDP_DROP;
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
