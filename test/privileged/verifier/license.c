/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Calls a GPL-only helper from a program under another license. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	bpf_printk("seen"); /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "Proprietary";
