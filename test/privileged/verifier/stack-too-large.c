/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Two frames that are small enough one by one. */
#include "rejected.h"
static __attribute__((noinline)) int fill(int n) /* rejected */
{
	volatile char buffer[300];

	buffer[n & 255] = n;
	return buffer[(n + 1) & 255];
}

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	volatile char buffer[300];

	buffer[ctx->rx_queue_index & 255] = 1;
	return fill(buffer[0]) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
