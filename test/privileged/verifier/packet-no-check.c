/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Reads a header without looking where the packet ends. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	struct ethhdr *eth = data;

	if (eth->h_proto == 0xdd86) /* rejected */
		return XDP_DROP;
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
