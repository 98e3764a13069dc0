/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Adds atomically across two fields. */
#include "rejected.h"
struct value {
	__u32 a;
	__u32 b;
	__u32 c;
	__u32 d;
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
	__sync_fetch_and_add((__u64 *)&value->b, 1); /* rejected */
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
