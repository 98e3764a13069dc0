/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Several programs in one object, of which two are not done yet. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_pass_func(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int xdp_drop_func(struct xdp_md *ctx)
{
	return XDP_DROP;
}

SEC("xdp")
int xdp_unchecked_func(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	return data[12] == 0x86 ? XDP_PASS : XDP_DROP;
}

SEC("xdp")
int xdp_also_unchecked_func(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	return data[20] == 6 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
