/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Calls a helper that is there for tc programs only. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	return bpf_skb_vlan_pop((void *)ctx); /* rejected */
}

char _license[] SEC("license") = "GPL";
