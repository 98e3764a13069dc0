/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Checks a fixed distance behind the header, reads behind its options. */
#include "rejected.h"

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	struct iphdr *ip = data + sizeof(struct ethhdr);
	unsigned char *payload;

	if ((void *)(ip + 1) > data_end)
		return XDP_DROP;
	payload = (unsigned char *)ip + ip->ihl * 4;
	if ((void *)(ip + 8) > data_end)
		return XDP_DROP;
	if (payload[0] == 128) /* rejected */
		return XDP_DROP;
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
