/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The smallest XDP program. The lab tries with it what a kernel can do, and puts it on the far end
 * of a veth pair, which otherwise drops what XDP_TX and redirects send there in native mode.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_pass_func(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual MIT/GPL";
