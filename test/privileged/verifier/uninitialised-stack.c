/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Looks a key up that was never set. The verifier minds only without CAP_PERFMON. */
#include "rejected.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u64);
	__type(value, __u64);
} table SEC(".maps");

SEC("xdp")
int xdp_prog(struct xdp_md *ctx)
{
	__u64 key;

	return bpf_map_lookup_elem(&table, &key) ? XDP_DROP : XDP_PASS; /* rejected */
}

char _license[] SEC("license") = "GPL";
