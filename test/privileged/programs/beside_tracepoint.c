/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* An XDP program beside one of another type. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_pass_func(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("tracepoint/xdp/xdp_exception")
int on_exception(void *ctx)
{
	return 0;
}

char _license[] SEC("license") = "GPL";
