/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Counts with a third field behind packets and bytes. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct datarec {
	__u64 rx_packets;
	__u64 rx_bytes;
	__u64 last_ns;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct datarec);
	__uint(max_entries, XDP_REDIRECT + 1);
} xdp_stats_map SEC(".maps");

SEC("xdp")
int xdp_count_func(struct xdp_md *ctx)
{
	__u32 action = XDP_DROP;
	struct datarec *rec = bpf_map_lookup_elem(&xdp_stats_map, &action);

	if (rec) {
		rec->rx_packets++;
		rec->rx_bytes += ctx->data_end - ctx->data;
		rec->last_ns = bpf_ktime_get_ns();
	}
	return action;
}

char _license[] SEC("license") = "GPL";
