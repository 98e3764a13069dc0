/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Counts in an array of u32, as a learner might who thinks small. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 3);
} xdp_stats_map SEC(".maps");

SEC("xdp")
int xdp_count_func(struct xdp_md *ctx)
{
	__u32 action = XDP_DROP;
	__u32 *count = bpf_map_lookup_elem(&xdp_stats_map, &action);

	if (count)
		__sync_fetch_and_add(count, 1);
	return action;
}

char _license[] SEC("license") = "GPL";
