import { join } from 'node:path';

/** The kernel's uapi headers in asm/ lie below the machine's multiarch folder on Debian and Ubuntu. */
const multiarch: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
};

/**
 * Where `#include` looks, beside the source's own folder. `bpf/include/common` is there so that
 * `"../common/parsing_helpers.h"`, as files written for the xdp-tutorial say, finds ours where they bring none.
 */
export const includePaths = (root: string): string[] => {
  const machine = multiarch[process.arch];
  return [
    join(root, 'bpf', 'include'),
    join(root, 'bpf', 'include', 'common'),
    ...(machine ? [`/usr/include/${machine}`] : []),
  ];
};
