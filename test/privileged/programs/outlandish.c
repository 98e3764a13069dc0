/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */ /* clang-format off */
/* Programs written in every way that C allows. SEC("xdp") in a comment is none: SEC("xdp") int no(void); */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <bpf/bpf_helpers.h>

#define XDP_PROGRAM(name) SEC("xdp") int name(struct xdp_md *ctx)
#define PASTE(a, b) a##b
#define NAMED(a, b) PASTE(a, b)

static const char message[] SEC(".rodata") = "SEC(\"xdp\") @xdp_spread_func section \"xdp\"; } {";
int tally = 7;

static __always_inline int inlined(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data > ETH_HLEN ? XDP_PASS : XDP_DROP;
}

__attribute__((noinline)) int global_function(struct xdp_md *ctx, int add)
{
	tally += add;
	return tally & 1;
}

static __attribute__((noinline)) int static_function(struct xdp_md *ctx)
{
	return global_function(ctx, 2) + inlined(ctx) - 1;
}

__attribute__((
	section(
		"xdp"
	),
	used
))
int
xdp_spread_func
(
	struct xdp_md
		*ctx
)
{
	return inlined(ctx) + (message[0] == 'x');
}

XDP_PROGRAM(xdp_macro_func)
{
	return static_function(ctx);
}

XDP_PROGRAM(NAMED(xdp_pasted, _func)) { return xdp_macro_func(ctx) == XDP_DROP ? XDP_TX : XDP_PASS; }

SEC("xdp") enum xdp_action xdp_enum_func(void *anything) { return XDP_ABORTED; }

SEC("xdp") long xdp_long_func(const struct xdp_md *c) { return (long)c->data_end - c->data + 41; }

__attribute__((weak)) SEC("xdp_old_section") __u32 xdp_weak_func(struct xdp_md *ctx) { return inlined(ctx); }

char _license[] SEC("license") = "Dual MIT/GPL";
