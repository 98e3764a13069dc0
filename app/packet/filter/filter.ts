import type { FieldKind } from '../headers/definition.ts';

/** Bytes `start` to `end` of a field or layer; negative numbers count from its end, undefined means to its end. */
export interface Slice {
  readonly start: number;
  readonly end: number | undefined;
}

/** What a comparison looks at. */
export interface Subject {
  readonly name: string;
  readonly kind: FieldKind | 'protocol';
  /** Only the nth occurrence, from 1; negative from the last. */
  readonly occurrence: number | undefined;
  readonly slices: readonly Slice[];
  /** Bits to keep of a number, where the filter says `field & bits`. */
  readonly mask: number | undefined;
}

/** What a subject is compared with: numbers as numbers, addresses and bytes as bytes. */
export type Literal = number | Uint8Array;

/** A network: the first `bits` bits of an address. */
export interface Prefix {
  readonly address: Uint8Array;
  readonly bits: number;
}

/** How two values must stand to each other. */
export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** One member of a set: a value, a network or a range, both ends included. */
export type Member =
  | { readonly kind: 'value'; readonly value: Literal }
  | { readonly kind: 'prefix'; readonly prefix: Prefix }
  | { readonly kind: 'range'; readonly from: Literal; readonly to: Literal };

/** A display filter, understood. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly of: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly of: FilterNode }
  | { readonly kind: 'present'; readonly subject: Subject }
  | {
      /** `every`: all occurrences must (`!=` and `===`), otherwise one is enough. */
      readonly kind: 'compare';
      readonly subject: Subject;
      readonly relation: Relation;
      readonly every: boolean;
      readonly with: Member | { readonly kind: 'subject'; readonly subject: Subject };
    }
  | { readonly kind: 'in'; readonly subject: Subject; readonly members: readonly Member[] }
  | { readonly kind: 'contains'; readonly subject: Subject; readonly bytes: Uint8Array }
  | { readonly kind: 'matches'; readonly subject: Subject; readonly pattern: RegExp };

/** A display filter that can be asked of any number of dissections. */
export interface Filter {
  readonly text: string;
  readonly root: FilterNode;
}
