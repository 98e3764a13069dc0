/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Empty on purpose. glibc's <gnu/stubs.h> asks for this file whenever the target is not x86-64,
 * which `clang -target bpf` is not, and only the 32-bit development packages carry one.
 */
