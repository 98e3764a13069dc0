// SPDX-License-Identifier: MIT
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_aborts_all(struct xdp_md *ctx)
{
	return XDP_ABORTED;
}

/* A second one of another name, to be put in its place. */
SEC("xdp")
int xdp_aborts_too(struct xdp_md *ctx)
{
	return XDP_ABORTED;
}

/* 17 is no action: the kernel treats it as XDP_ABORTED, and says so. */
SEC("xdp")
int xdp_seventeen(struct xdp_md *ctx)
{
	return 17;
}

/* A program that returns as many different values as there are packets. */
SEC("xdp")
int xdp_anything(struct xdp_md *ctx)
{
	return 1000 + (bpf_get_prandom_u32() & 0xffffff);
}

/* There is no interface of this index. */
SEC("xdp")
int xdp_redirects_nowhere(struct xdp_md *ctx)
{
	return bpf_redirect(2147483, 0);
}

SEC("xdp")
int xdp_drops_all(struct xdp_md *ctx)
{
	return XDP_DROP;
}

char _license[] SEC("license") = "MIT";
