/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Files from before libbpf's headers were installed say "bpf_endian.h". */
#include <bpf/bpf_endian.h>
