import type { RejectionClass } from '../../contract/index.ts';

interface Rule {
  readonly class: RejectionClass;
  readonly pattern: RegExp;
}

/** What the verifier (kernel/bpf/verifier.c, Linux 5.4 to 7.x) and libbpf print, by class; the first that matches counts. */
const rules: readonly Rule[] = [
  {
    class: 'packet-bounds',
    pattern:
      /invalid access to packet|R\d+ offset is outside of the packet|min value is outside of the allowed memory range of the packet|pointer arithmetic on pkt_end prohibited|math between pkt pointer and register/,
  },
  {
    class: 'map-value-null',
    pattern: /R\d+ invalid mem access '\w+_or_null'|R\d+ pointer arithmetic on \w+_or_null/,
  },
  {
    class: 'read-only-write',
    pattern:
      /write into map forbidden|cannot write into|only read is supported|write to .*(?:rdonly|read-only)/,
  },
  {
    class: 'map-value-bounds',
    pattern:
      /invalid access to (?:map value|memory|map key)|unbounded memory access|(?:min|max) value is (?:outside of the allowed memory range|negative)|math between (?:map_value|mem|ringbuf_mem) pointer and register/,
  },
  {
    class: 'stack-too-large',
    pattern:
      /combined stack size|stack limit .* exceeded|call stack of \d+ frames is too deep|invalid (?:(?:read from|write to) )?stack (?:type )?.*off=-(?:5(?:1[3-9]|[2-9]\d)|[6-9]\d\d|\d{4,})/i,
  },
  { class: 'uninitialised-stack', pattern: /invalid (?:indirect )?read from stack/ },
  { class: 'stale-packet-pointer', pattern: /R\d+ invalid mem access '(?:scalar|inv)'/ },
  {
    class: 'return-code',
    pattern:
      /At (?:program|subprogram|async callback) (?:exit )?the register R0|has value .* should have been|R0 leaks addr as return value|doesn't return scalar/,
  },
  { class: 'uninitialised-register', pattern: /R\d+ !read_ok/ },
  {
    class: 'too-complex',
    pattern:
      /infinite loop detected|BPF program is too large|back-edge from insn|The sequence of \d+ jumps is too complex|loop is not bounded|too many (?:states|instructions)/,
  },
  { class: 'license', pattern: /cannot call GPL-restricted|cannot call GPL only function/ },
  {
    class: 'btf-missing',
    pattern:
      /has to have BTF|kernel BTF is missing|failed to find valid kernel BTF|BTF is required|not found in kernel or module BTFs|invalid func unknown#195896080|failed to resolve CO-RE relocation|invalid CO-RE relocation|missing (?:kernel )?BTF|Error loading vmlinux BTF/i,
  },
  {
    class: 'helper-not-allowed',
    pattern:
      /unknown func|invalid func|program of this type cannot use helper|(?:helper|kernel function) .*is not allowed|cannot use helper/i,
  },
  { class: 'misaligned', pattern: /misaligned (?:\w+ )?access/ },
  {
    class: 'unreleased-reference',
    pattern: /Unreleased reference|reference has not been released|reference leak/,
  },
];

/** The class of a rejection by the lines that give the reason, the first of them first. */
export const classify = (reasonLines: readonly string[]): RejectionClass => {
  for (const line of reasonLines) {
    const found = rules.find(({ pattern }) => pattern.test(line));
    if (found) return found.class;
  }
  return 'unknown';
};
