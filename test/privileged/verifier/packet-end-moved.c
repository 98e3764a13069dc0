/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Moves data_end instead of the pointer that is to be checked. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	struct ethhdr *eth = data;

	if (data > data_end - sizeof(*eth)) /* rejected */
		return XDP_DROP;
	if (eth->h_proto == 8)
		return XDP_DROP;
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
