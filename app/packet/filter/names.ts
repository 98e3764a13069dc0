import { optionFields } from '../dissect/placed-field.ts';
import { checksumStatusNames } from '../dissect/checksum-state.ts';
import type { FieldKind, HeaderDefinition } from '../headers/definition.ts';
import { fieldsOf, headers } from '../headers/index.ts';
import { trailer } from '../headers/payload.ts';

/** What a name in a filter means. */
export interface NamedThing {
  readonly kind: FieldKind | 'protocol';
  /** Wireshark's value is the number in the header times this. */
  readonly unit: number;
  readonly bits: number;
  readonly meanings: Readonly<Record<number, string>>;
}

const plain = (kind: NamedThing['kind'], bits = 32): NamedThing => ({ kind, unit: 1, bits, meanings: {} });

const namesIn = (header: HeaderDefinition): [string, NamedThing][] => {
  const tails = [header.tail, ...(header.forms?.all.map(({ tail }) => tail) ?? [])].filter((tail) => !!tail);
  const fields = [
    ...fieldsOf(header),
    ...tails.flatMap(({ options }) => (options ? optionFields(options) : [])),
  ];
  return [
    [header.protocol, plain('protocol')],
    ...fields.flatMap(({ name, also = [], kind, unit = 1, bits, meanings = {} }) =>
      [name, ...also].map((one): [string, NamedThing] => [one, { kind, unit, bits, meanings }]),
    ),
    ...tails.map((tail): [string, NamedThing] => [tail.name, plain('bytes')]),
    ...(header.checksum
      ? [
          [
            `${header.checksum.field.name}.status`,
            { ...plain('decimal', 8), meanings: checksumStatusNames },
          ] satisfies [string, NamedThing],
        ]
      : []),
  ];
};

/** Every name a filter may use: fields, their general names, and protocols. */
export const namedThings: ReadonlyMap<string, NamedThing> = new Map([
  ['frame', plain('protocol')],
  ['frame.len', plain('decimal')],
  ...[...headers, trailer].flatMap(namesIn).filter(([name]) => name !== trailer.protocol),
  ['eth.trailer', plain('bytes')],
]);

/** How many single-letter changes make one name of another (Levenshtein's distance). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + Number(a.charAt(i - 1) !== b.charAt(j - 1));
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const longestName = 64;
const mostSuggestions = 3;

/** Known names that a misspelt one was probably meant to be, the nearest first. */
export const suggestNames = (name: string): string[] => {
  const asked = name.toLowerCase().slice(0, longestName);
  const [, last = ''] = /\.([^.]+)$/.exec(asked) ?? [];
  return [...namedThings.keys()]
    .map((known) => {
      const extends_ = known.startsWith(`${asked}.`) || known.startsWith(asked);
      const sameEnd = last !== '' && known.endsWith(`.${last}`);
      return { known, score: extends_ ? 0.5 : distance(asked, known) - (sameEnd ? 1 : 0) };
    })
    .filter(({ known, score }) => score <= Math.max(2, known.length / 3))
    .toSorted((a, b) => a.score - b.score)
    .slice(0, mostSuggestions)
    .map(({ known }) => known);
};
