import type { Dissection } from '../dissect/dissection.ts';
import type { Filter, FilterNode, Literal, Member, Prefix, Relation } from './filter.ts';
import { occurrences } from './occurrence.ts';

/** Negative, zero or positive as `a` stands before, with or behind `b`; bytes by the first that differs. */
const order = (a: Literal, b: Literal): number => {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

const holds: Readonly<Record<Relation, (difference: number) => boolean>> = {
  '==': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

const inPrefix = (value: Literal, { address, bits }: Prefix): boolean =>
  typeof value !== 'number' &&
  value.length === address.length &&
  address.every((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - kept)) & 0xff;
    return ((byte ^ (value[index] ?? 0)) & mask) === 0;
  });

const isMember = (value: Literal, member: Member): boolean => {
  switch (member.kind) {
    case 'value':
      return order(value, member.value) === 0;
    case 'prefix':
      return inPrefix(value, member.prefix);
    case 'range':
      return order(value, member.from) >= 0 && order(value, member.to) <= 0;
  }
};

const contains = (bytes: Literal, wanted: Uint8Array): boolean => {
  if (typeof bytes === 'number') return false;
  for (let start = 0; start + wanted.length <= bytes.length; start++)
    if (wanted.every((byte, index) => byte === bytes[start + index])) return true;
  return false;
};

/** One character a byte, so that a regular expression can look at bytes. */
const asCharacters = (bytes: Literal): string =>
  typeof bytes === 'number' ? '' : Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

const compare = (
  dissection: Dissection,
  { subject, relation, every, with: other }: Extract<FilterNode, { kind: 'compare' }>,
): boolean => {
  const values = occurrences(dissection, subject);
  const judge = (value: Literal): boolean[] => {
    if (other.kind === 'subject')
      return occurrences(dissection, other.subject).map((one) => holds[relation](order(value, one)));
    if (other.kind === 'value') return [holds[relation](order(value, other.value))];
    return [isMember(value, other) === (relation === '==')];
  };
  const verdicts = values.flatMap(judge);
  return verdicts.length > 0 && (every ? verdicts.every(Boolean) : verdicts.some(Boolean));
};

const holdsIn = (dissection: Dissection, node: FilterNode): boolean => {
  switch (node.kind) {
    case 'and':
      return node.of.every((one) => holdsIn(dissection, one));
    case 'or':
      return node.of.some((one) => holdsIn(dissection, one));
    case 'not':
      return !holdsIn(dissection, node.of);
    case 'present': {
      const values = occurrences(dissection, node.subject);
      return node.subject.mask === undefined ? values.length > 0 : values.some((value) => value !== 0);
    }
    case 'compare':
      return compare(dissection, node);
    case 'in':
      return occurrences(dissection, node.subject).some((value) =>
        node.members.some((member) => isMember(value, member)),
      );
    case 'contains':
      return occurrences(dissection, node.subject).some((value) => contains(value, node.bytes));
    case 'matches':
      return occurrences(dissection, node.subject).some((value) => node.pattern.test(asCharacters(value)));
  }
};

/**
 * Whether a frame matches a filter. A field that occurs several times matches if any of them does, except for `!=` and
 * `===`, which all must fulfil; a comparison with an absent field never holds (Wireshark 4).
 */
export const matches = (filter: Filter, dissection: Dissection): boolean => holdsIn(dissection, filter.root);
