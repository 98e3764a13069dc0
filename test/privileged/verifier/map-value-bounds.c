/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Lets an index run to 7 in an array of 4. */
#include "rejected.h"
struct value {
	__u32 slots[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct value);
} table SEC(".maps");

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u32 key = 0;
	struct value *value = bpf_map_lookup_elem(&table, &key);

	if (!value)
		return XDP_ABORTED;
	value->slots[ctx->rx_queue_index & 7] = 1; /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
