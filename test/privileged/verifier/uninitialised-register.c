/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Reads a register that nothing was written to. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u32 seen;

	asm volatile("%[seen] = r7" : [seen] "=r"(seen)); /* rejected */
	return seen;
}

char _license[] SEC("license") = "GPL";
