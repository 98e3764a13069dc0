/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Programs that change a packet's length at either end. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_push_func(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_head(ctx, -4) ? XDP_ABORTED : XDP_PASS;
}

SEC("xdp")
int xdp_pop_func(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_head(ctx, 4) ? XDP_ABORTED : XDP_PASS;
}

SEC("xdp")
int xdp_extend_func(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_tail(ctx, 600) ? XDP_ABORTED : XDP_PASS;
}

SEC("xdp.frags")
int xdp_frags_func(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
