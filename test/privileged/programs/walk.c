/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Walks to the packet's end byte by byte: the verifier follows it for half a million instructions,
 * then says no. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_walk_func(struct xdp_md *ctx)
{
	unsigned char *byte = (void *)(long)ctx->data;
	unsigned char *end = (void *)(long)ctx->data_end;
	__u32 sum = 0;

	for (; byte + 1 <= end; byte++)
		sum += *byte;
	return sum & 1 ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
