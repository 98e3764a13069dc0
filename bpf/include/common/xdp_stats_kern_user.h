/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the XDP program and the user-space tools must agree on: the value of xdp_stats_map. */
#ifndef __XDP_STATS_KERN_USER_H
#define __XDP_STATS_KERN_USER_H

#include <linux/bpf.h>

/* One per action and CPU; counted since the map was made. */
struct datarec {
	__u64 rx_packets;
	__u64 rx_bytes;
};

/* enum xdp_action has no end marker: XDP_REDIRECT is its last member. */
#ifndef XDP_ACTION_MAX
#define XDP_ACTION_MAX (XDP_REDIRECT + 1)
#endif

#endif /* __XDP_STATS_KERN_USER_H */
