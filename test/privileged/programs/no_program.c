/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A BPF object without a single program. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";
