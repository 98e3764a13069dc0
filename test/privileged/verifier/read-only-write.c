/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Writes to a constant. */
#include "rejected.h"
const volatile __u32 limit = 4;

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	*(volatile __u32 *)&limit = ctx->rx_queue_index; /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
