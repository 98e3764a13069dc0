/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Calls a function that this kernel does not have. */
#include "rejected.h"
extern int bpf_no_such_kfunc(struct xdp_md *ctx) __attribute__((section(".ksyms")));

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	return bpf_no_such_kfunc(ctx);
}

char _license[] SEC("license") = "GPL";
