/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Locks in a map whose value was declared by its size alone. */
#include "rejected.h"
struct value {
	struct bpf_spin_lock lock;
	__u32 n;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__uint(value_size, 8);
} table SEC(".maps");

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u32 key = 0;
	struct value *value = bpf_map_lookup_elem(&table, &key);
	if (!value)
		return XDP_ABORTED;
	bpf_spin_lock(&value->lock); /* rejected */
	value->n++;
	bpf_spin_unlock(&value->lock);
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
