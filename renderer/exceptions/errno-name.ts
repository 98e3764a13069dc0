/** Names of the errors a redirect can end with (include/uapi/asm-generic/errno-base.h and errno.h). */
const names: Partial<Record<number, string>> = {
  1: 'EPERM',
  2: 'ENOENT',
  5: 'EIO',
  6: 'ENXIO',
  7: 'E2BIG',
  11: 'EAGAIN',
  12: 'ENOMEM',
  14: 'EFAULT',
  16: 'EBUSY',
  19: 'ENODEV',
  22: 'EINVAL',
  28: 'ENOSPC',
  34: 'ERANGE',
  75: 'EOVERFLOW',
  90: 'EMSGSIZE',
  95: 'EOPNOTSUPP',
  100: 'ENETDOWN',
  105: 'ENOBUFS',
};

/** An errno's name, or `errno 61` where it has none here. */
export const errnoName = (errno: number): string => names[errno] ?? `errno ${String(errno)}`;
