import { getSystemErrorMap } from 'node:util';

/** What an errno means here, where the C library's words mislead (kernel/bpf/verifier.c, net/core/dev.c). */
const inBpfWords: Readonly<Record<string, string>> = {
  E2BIG: 'the program is too large or too complex to verify',
  EACCES: 'the verifier rejected the program',
  EBUSY: 'another XDP program is attached already',
};

/** Names an errno as the C library does: `EACCES: permission denied`; libbpf's own numbers from 4000 stay numbers. */
export const errnoText = (errno: number): string => {
  const [name, words] = getSystemErrorMap().get(-errno) ?? [];
  if (name === undefined) return `errno ${errno}`;
  const meaning = inBpfWords[name];
  return `${name}: ${words ?? ''}${meaning ? ` (${meaning})` : ''}`;
};
