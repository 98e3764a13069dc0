/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the rejected programs share. In each, the line to blame ends in a comment that says so. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_helpers.h>
