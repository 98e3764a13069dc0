/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Section names of the time before libbpf 1.0: they begin with xdp and say no more of the type. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp_packet_parser")
int xdp_parser_func(struct xdp_md *ctx)
{
	return XDP_DROP;
}

SEC("xdp_pass")
int xdp_pass_func(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
