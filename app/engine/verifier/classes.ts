import type { RejectionClass, Text } from '../../contract/index.ts';

interface Rule {
  readonly class: RejectionClass;
  /** Matched against the reason line first, then against the whole log. */
  readonly pattern: RegExp;
}

/** What the verifier (kernel/bpf/verifier.c) and libbpf print, by class; the first that matches counts. */
const rules: readonly Rule[] = [
  {
    class: 'packet-bounds',
    pattern:
      /invalid access to packet|R\d+ offset is outside of the packet|min value is outside of the allowed memory range of the packet/,
  },
  { class: 'map-value-null', pattern: /R\d+ invalid mem access 'map_value_or_null'/ },
  {
    class: 'map-value-bounds',
    pattern:
      /invalid access to map value|unbounded memory access|min value is outside of the allowed memory range/,
  },
  { class: 'stale-packet-pointer', pattern: /R\d+ invalid mem access '(?:scalar|inv)'/ },
  { class: 'uninitialised-register', pattern: /R\d+ !read_ok/ },
  { class: 'uninitialised-stack', pattern: /invalid (?:indirect )?read from stack/ },
  {
    class: 'too-complex',
    pattern:
      /infinite loop detected|BPF program is too large|back-edge from insn|The sequence of \d+ jumps is too complex|loop is not bounded/,
  },
  {
    class: 'stack-too-large',
    pattern: /combined stack size|invalid (?:write to|stack) .*off=-\d{4,}|stack limit .* exceeded/i,
  },
  { class: 'license', pattern: /cannot call GPL-restricted function|cannot call GPL only function/ },
  {
    class: 'helper-not-allowed',
    pattern:
      /unknown func|program of this type cannot use helper|helper .* is not allowed|cannot use helper/i,
  },
  {
    class: 'return-code',
    pattern: /At program exit the register R0|R0 !read_ok|has value .* should have been/,
  },
  { class: 'misaligned', pattern: /misaligned (?:packet|stack|value|access)/ },
  { class: 'unreleased-reference', pattern: /Unreleased reference|reference has not been released/ },
  {
    class: 'read-only-write',
    pattern: /write into map forbidden|cannot write into rdonly|cannot write into/,
  },
  { class: 'btf-missing', pattern: /kernel BTF is missing|failed to find valid kernel BTF|BTF is required/ },
];

const sentences: Record<RejectionClass, Text> = {
  'packet-bounds': {
    en: 'The program reads packet bytes that no comparison with data_end has proven to be there.',
    ja: 'data_end との比較で存在が証明されていないパケットのバイトを読んでいます。',
  },
  'map-value-null': {
    en: 'A map lookup may return NULL, and the program uses the result without checking it.',
    ja: 'マップの検索は NULL を返すことがありますが、結果を確かめずに使っています。',
  },
  'map-value-bounds': {
    en: 'The program reaches past the bytes of a map value, or the verifier cannot prove that it does not.',
    ja: 'マップの値の範囲を超えてアクセスしているか、超えないことを検証器が証明できません。',
  },
  'stale-packet-pointer': {
    en: 'A number is used as a pointer: most often a packet pointer kept over a call that moves the packet (bpf_xdp_adjust_head).',
    ja: '数値をポインターとして使っています。パケットを動かす呼び出し(bpf_xdp_adjust_head)の前のポインターを使い続けている場合がほとんどです。',
  },
  'uninitialised-register': {
    en: 'The program uses a value that was never set on one of its ways.',
    ja: 'ある経路で、一度も設定されていない値を使っています。',
  },
  'uninitialised-stack': {
    en: 'The program reads bytes of its stack that it never wrote.',
    ja: '一度も書き込んでいないスタックのバイトを読んでいます。',
  },
  'too-complex': {
    en: 'The verifier cannot follow the program to its end: a loop without a provable bound, or too many instructions.',
    ja: '検証器がプログラムを最後まで追えません。上限を証明できないループか、命令が多すぎます。',
  },
  'stack-too-large': {
    en: 'The program needs more than the 512 bytes of stack that BPF has.',
    ja: 'BPF のスタック(512 バイト)を超えています。',
  },
  'helper-not-allowed': {
    en: 'The program calls a helper that XDP programs may not use, or that this kernel does not have.',
    ja: 'XDP プログラムが使えないヘルパー、またはこのカーネルにないヘルパーを呼んでいます。',
  },
  'return-code': {
    en: 'The program ends without a return value that the kernel allows.',
    ja: 'カーネルが認める戻り値を設定せずに終わっています。',
  },
  misaligned: {
    en: 'The program reads at an address that is not a multiple of the size it reads.',
    ja: '読み込むサイズの倍数でないアドレスを読んでいます。',
  },
  license: {
    en: 'The program calls a helper that only GPL-compatible programs may use, and its license section does not say so.',
    ja: 'GPL 互換のプログラムだけが使えるヘルパーを呼んでいますが、license セクションがそうなっていません。',
  },
  'unreleased-reference': {
    en: 'The program takes something (a socket, a ring buffer record) and does not give it back on every way.',
    ja: '取得したもの(ソケットやリングバッファーのレコード)を、すべての経路で返していません。',
  },
  'read-only-write': {
    en: 'The program writes to memory that it may only read.',
    ja: '読み取り専用のメモリーに書き込んでいます。',
  },
  'btf-missing': {
    en: 'The program needs type information (BTF) that this kernel does not carry.',
    ja: 'このカーネルにない型情報(BTF)が必要です。',
  },
  unknown: {
    en: 'The kernel rejects the program for the reason that its log gives.',
    ja: 'ログにある理由で、カーネルがこのプログラムを拒否しました。',
  },
};

/** The class of a rejection, by the reason line and, where that says nothing, by the whole log. */
export const classify = (reason: string, log: string): RejectionClass =>
  (rules.find(({ pattern }) => pattern.test(reason)) ?? rules.find(({ pattern }) => pattern.test(log)))
    ?.class ?? 'unknown';

/** One plain sentence for a class. */
export const sentenceOf = (kind: RejectionClass): Text => sentences[kind];
