// SPDX-License-Identifier: MIT
// Counts every packet, and aborts it.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct datarec {
	__u64 rx_packets;
	__u64 rx_bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct datarec);
	__uint(max_entries, 5);
} xdp_stats_map SEC(".maps");

SEC("xdp")
int xdp_aborting(struct xdp_md *ctx)
{
	__u32 key = XDP_ABORTED;
	struct datarec *record = bpf_map_lookup_elem(&xdp_stats_map, &key);

	if (record) {
		record->rx_packets++;
		record->rx_bytes += ctx->data_end - ctx->data;
	}
	return XDP_ABORTED;
}

char _license[] SEC("license") = "MIT";
