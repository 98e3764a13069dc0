/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Counts packets and bytes by action. For XDP programs: user space reads the map by its pin or id.
 */
#ifndef __XDP_STATS_KERN_H
#define __XDP_STATS_KERN_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "xdp_stats_kern_user.h"

/* Pinned by name, so that a tool finds it without asking for the program first. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, XDP_ACTION_MAX);
	__type(key, __u32);
	__type(value, struct datarec);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} xdp_stats_map SEC(".maps");

/*
 * Counts the packet under @action and returns @action, so that a program can end with
 * `return xdp_stats_record_action(ctx, action)`. A number that is no action comes back as
 * XDP_ABORTED, which is what the kernel would make of it.
 */
static __always_inline __u32 xdp_stats_record_action(struct xdp_md *ctx, __u32 action)
{
	struct datarec *rec;

	if (action >= XDP_ACTION_MAX)
		return XDP_ABORTED;

	rec = bpf_map_lookup_elem(&xdp_stats_map, &action);
	if (!rec)
		return XDP_ABORTED;

	/* Every CPU has a record of its own, and XDP runs with softirqs off: nobody else writes
	 * here now. */
	rec->rx_packets++;
	rec->rx_bytes += ctx->data_end - ctx->data;

	return action;
}

#endif /* __XDP_STATS_KERN_H */
