/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Ends only by luck; the verifier follows it for a million instructions. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u32 sum = 0;

	while (sum != 77) /* rejected */
		sum += bpf_get_prandom_u32();
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
