/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

/* No cursor, no map, no header of ours: the same question asked of plain pointers. */
SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	unsigned char *end = (unsigned char *)(long)ctx->data_end;
	unsigned char *byte = (unsigned char *)(long)ctx->data;

	if (byte + ETH_HLEN > end)
		return XDP_PASS;

	return byte[12] == 0x86 && byte[13] == 0xdd ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "Dual MIT/GPL";
