/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Takes all of the stack that the verifier grants, and leaves none for a caller. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_deep_func(struct xdp_md *ctx)
{
	volatile char bytes[504];
	__u32 length = ctx->data_end - ctx->data;

	bytes[length & 0xff] = 1;
	bytes[503] = bytes[length & 0xff];
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
