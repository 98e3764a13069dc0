/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Returns nothing where an action is asked for. */
#include "rejected.h"

SEC("xdp")
void xdp_prog(struct xdp_md *ctx)
{
	volatile int seen = ctx->rx_queue_index;
} /* rejected */

char _license[] SEC("license") = "GPL";
