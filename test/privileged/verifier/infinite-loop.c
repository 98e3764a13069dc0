/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Never ends, and nothing changes in it. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	for (;;) {
		asm volatile("r0 = 0" ::: "r0"); /* rejected */
	}
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
