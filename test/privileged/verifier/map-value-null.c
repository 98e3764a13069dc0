/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Uses what a lookup found without looking whether it found anything. */
#include "rejected.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u32 key = ctx->rx_queue_index;
	__u64 *count = bpf_map_lookup_elem(&counters, &key);

	*count += 1; /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
