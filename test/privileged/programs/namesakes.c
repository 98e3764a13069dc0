/* Two maps whose names are one to the kernel, which keeps 15 bytes, and one that counts CPU by CPU.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct datarec {
	__u64 rx_packets;
	__u64 rx_bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, XDP_REDIRECT + 1);
	__type(key, __u32);
	__type(value, struct datarec);
} xdp_stats_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 300);
	__type(key, __u32);
	__type(value, __u32);
} packets_of_flow_in SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u32);
} packets_of_flow_out SEC(".maps");

SEC("xdp")
int xdp_namesakes_func(struct xdp_md *ctx)
{
	__u32 action = XDP_PASS;
	struct datarec *counted = bpf_map_lookup_elem(&xdp_stats_map, &action);
	__u32 length = ctx->data_end - ctx->data;

	bpf_map_update_elem(&packets_of_flow_in, &length, &action, BPF_ANY);
	bpf_map_update_elem(&packets_of_flow_out, &length, &action, BPF_ANY);
	if (counted) {
		counted->rx_packets++;
		counted->rx_bytes += length;
	}
	return action;
}

char _license[] SEC("license") = "GPL";
