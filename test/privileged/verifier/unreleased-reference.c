/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Forgets the record it reserved. */
#include "rejected.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} records SEC(".maps");

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u32 *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);

	if (!record)
		return XDP_PASS;
	*record = ctx->rx_queue_index;
	return XDP_DROP;
} /* rejected */

char _license[] SEC("license") = "GPL";
