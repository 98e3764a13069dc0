/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Sends everything back where it came from. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_back_func(struct xdp_md *ctx)
{
	return XDP_TX;
}

char _license[] SEC("license") = "GPL";
