/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#include "../common/xdp_stats_kern_user.h"
#include "../common/xdp_stats_kern.h"

/* Where the next header starts. */
struct hdr_cursor {
	void *pos;
};

/*
 * Every parse_*() below takes the header that starts at nh->pos. If all of it is there, it leaves
 * the header in the last argument, moves nh->pos behind it and returns the type of what follows; if
 * not, it returns -1.
 */
static __always_inline int parse_ethhdr(struct hdr_cursor *nh, void *data_end,
					struct ethhdr **ethhdr)
{
	struct ethhdr *eth = nh->pos;

	/* eth + 1 is the first byte after the header: only data_end itself may be as far. */
	if (eth + 1 > data_end)
		return -1;

	*ethhdr = eth;
	nh->pos = eth + 1;
	return eth->h_proto; /* in network byte order, as it stands in the packet */
}

SEC("xdp")
int xdp_prog_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct hdr_cursor nh = { .pos = (void *)(long)ctx->data };
	__u32 action = XDP_PASS; /* what we do not understand is not ours to stop */
	struct ethhdr *eth;

	/* Both sides in network byte order: the packet's as it is, ours turned by bpf_htons(). */
	if (parse_ethhdr(&nh, data_end, &eth) != bpf_htons(ETH_P_IPV6))
		goto out;

	action = XDP_DROP;
out:
	return xdp_stats_record_action(ctx, action); /* counts it, and returns it */
}

char _license[] SEC("license") = "GPL";
