/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Keeps a packet pointer over a call that moves the packet. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	struct ethhdr *eth = data;

	if ((void *)(eth + 1) > data_end)
		return XDP_DROP;
	if (bpf_xdp_adjust_head(ctx, -4))
		return XDP_ABORTED;
	eth->h_proto = 8; /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
