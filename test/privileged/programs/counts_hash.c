/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A map of the right name and the wrong kind. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 16);
} xdp_stats_map SEC(".maps");

SEC("xdp")
int xdp_count_func(struct xdp_md *ctx)
{
	__u32 action = XDP_DROP;
	__u64 one = 1, *count = bpf_map_lookup_elem(&xdp_stats_map, &action);

	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&xdp_stats_map, &action, &one, BPF_ANY);
	return action;
}

char _license[] SEC("license") = "GPL";
