/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The tap: it stands on the interface in the place of a learner's program, calls it, and tells what
 * went in, what came out and with which action. It is compiled once a program, with
 *
 *   TAP_PROGRAM  the name it stands there under, which is the learner's;
 *
 *   TAP_CALLED   the symbol of the learner's function, renamed;
 *
 *   TAP_SECTION  "xdp", or "xdp.frags" where the learner's program takes more than one buffer;
 *
 *   TAP_FRAGS    1 for the latter;
 *
 * and linked with the learner's object. It has no licence of its own: the learner's decides which
 * helpers may be called, and those used here are open to every licence.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* The layout of a record; app/contract/tap.ts reads it. */
#define TAP_BYTES_MAX 256
#define TAP_BEFORE    -1

struct tap_record {
	__u64 id;      /* the same before and after: cpu << 40 | a count of this CPU's packets */
	__u64 time_ns; /* CLOCK_MONOTONIC */
	__u32 ifindex;
	__s32 action; /* TAP_BEFORE, or what the learner's program returned */
	__u32 length;
	__u32 captured;
	__u8 bytes[TAP_BYTES_MAX];
};

struct tap_count {
	__u64 rx_packets;
	__u64 rx_bytes;
};

struct tap_state {
	__u64 packets; /* while recording, on this CPU */
	__u64 lost;    /* records that found no room */
};

/* A row more than actions: a program may return any number. */
#define TAP_ROWS (XDP_REDIRECT + 2)

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct tap_count);
	__uint(max_entries, TAP_ROWS);
} xdp_lab_counts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct tap_state);
	__uint(max_entries, 1);
} xdp_lab_state SEC(".maps");

/* 1 while somebody reads the records: they cost a microsecond each. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} xdp_lab_on SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4 * 1024 * 1024);
} xdp_lab_ring SEC(".maps");

/* Declared as the renamed function is described, whatever the learner's prototype
 * (app/engine/tap/intermediate.ts). */
extern int TAP_CALLED(void *ctx);

static __always_inline __u32 packet_length(struct xdp_md *ctx)
{
#if TAP_FRAGS
	return bpf_xdp_get_buff_len(ctx);
#else
	return ctx->data_end - ctx->data;
#endif
}

static __always_inline int record(struct xdp_md *ctx, struct tap_state *state, __u64 id,
				  __s32 action)
{
	struct tap_record *record = bpf_ringbuf_reserve(&xdp_lab_ring, sizeof(*record), 0);
	__u64 captured;

	if (!record) {
		state->lost++;
		return -1;
	}
	record->id = id;
	record->time_ns = bpf_ktime_get_ns();
	record->ifindex = ctx->ingress_ifindex;
	record->action = action;
	record->length = packet_length(ctx);
	captured = record->length;
	if (captured > TAP_BYTES_MAX)
		captured = TAP_BYTES_MAX;
	/* The compiler forgets what it knows here, and writes out both comparisons that the
	 * verifier wants to see. */
	asm volatile("" : "+r"(captured));
	if (captured < 1 || captured > TAP_BYTES_MAX ||
	    bpf_xdp_load_bytes(ctx, 0, record->bytes, captured))
		captured = 0;
	record->captured = captured;
	bpf_ringbuf_submit(record, 0);
	return 0;
}

SEC(TAP_SECTION)
int TAP_PROGRAM(struct xdp_md *ctx)
{
	struct tap_state *state = NULL;
	struct tap_count *count;
	__u32 zero = 0, row;
	__u64 id = 0;
	__u32 *on;
	int action;

	on = bpf_map_lookup_elem(&xdp_lab_on, &zero);
	if (on && *on)
		state = bpf_map_lookup_elem(&xdp_lab_state, &zero);
	if (state) {
		id = ((__u64)bpf_get_smp_processor_id() << 40) | state->packets++;
		if (record(ctx, state, id, TAP_BEFORE)) {
			/* One end of a packet without the other would tell half a story. */
			state->lost++;
			state = NULL;
		}
	}

	action = TAP_CALLED(ctx);

	row = action;
	if (row > XDP_REDIRECT)
		row = XDP_REDIRECT + 1;
	count = bpf_map_lookup_elem(&xdp_lab_counts, &row);
	if (count) {
		count->rx_packets++;
		count->rx_bytes += packet_length(ctx);
	}
	if (state)
		record(ctx, state, id, action);
	return action;
}
