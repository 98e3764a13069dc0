/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Writes to a field of the context that XDP may only read. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	ctx->rx_queue_index = 4; /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
