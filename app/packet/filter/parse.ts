import { parsing, refuse, type TextError } from '../text-error.ts';
import type { Filter, FilterNode, Member, Relation, Subject } from './filter.ts';
import { kindOf, readLiteral, readMember } from './literal.ts';
import { namedThings, suggestNames } from './names.ts';
import { readSlices } from './slice.ts';
import { tokenize, type Token } from './token.ts';

/** A filter, or where its text stops making sense; an unknown name is answered with known ones like it. */
export type FilterResult =
  { readonly ok: true; readonly filter: Filter } | { readonly ok: false; readonly error: TextError };

/** Deeper nesting than anyone writes; a bound on the parser's own stack. */
const deepestNesting = 100;

interface Comparison {
  readonly relation: Relation;
  readonly every: boolean;
}

/** Since Wireshark 4, `!=` asks it of all occurrences; `!==` is what asks it of any. */
const spellings: readonly [string, Comparison][] = [
  ['== eq any_eq', { relation: '==', every: false }],
  ['=== all_eq', { relation: '==', every: true }],
  ['!= ne all_ne', { relation: '!=', every: true }],
  ['!== ~= any_ne', { relation: '!=', every: false }],
  ['< lt', { relation: '<', every: false }],
  ['<= le', { relation: '<=', every: false }],
  ['> gt', { relation: '>', every: false }],
  ['>= ge', { relation: '>=', every: false }],
];
const comparisons: ReadonlyMap<string, Comparison> = new Map(
  spellings.flatMap(([signs, comparison]) => signs.split(' ').map((sign) => [sign, comparison] as const)),
);

const unknownName = ({ text, position }: Token): never => {
  const names = suggestNames(text);
  const hint = names.length > 0 ? ` (did you mean ${names.join(' or ')}?)` : '';
  return refuse(position, `a field or protocol that exists${hint}`, text);
};

const only = (nodes: readonly FilterNode[]): FilterNode | undefined =>
  nodes.length === 1 ? nodes[0] : undefined;

const createParser = (tokens: readonly Token[]) => {
  let index = 0;
  let nesting = 0;
  const end: Token = { kind: 'end', text: '', position: 0 };
  const peek = (): Token => tokens[index] ?? tokens.at(-1) ?? end;
  const next = (): Token => {
    const token = peek();
    index++;
    return token;
  };
  /** Passes over any of these signs or words, and tells which. */
  const skip = (...texts: string[]): boolean => {
    const { kind, text } = peek();
    if ((kind !== 'sign' && kind !== 'word') || !texts.includes(text.toLowerCase())) return false;
    index++;
    return true;
  };
  const found = ({ kind, text }: Token): string => (kind === 'end' ? 'the end' : text === '' ? '""' : text);
  const expect = (sign: string): void => {
    if (!skip(sign)) refuse(peek().position, `"${sign}"`, found(peek()));
  };

  const readSubject = (): Subject => {
    const token = next();
    if (token.kind !== 'word') return refuse(token.position, 'a field name', found(token));
    const [name = '', occurrence] = token.text.split('#');
    const thing = namedThings.get(name) ?? unknownName({ ...token, text: name });
    if (occurrence !== undefined && !/^-?[1-9]\d{0,3}$/.test(occurrence))
      refuse(token.position, 'an occurrence such as #1 or #-1', token.text);
    const subject = {
      name,
      kind: thing.kind,
      occurrence: occurrence === undefined ? undefined : Number(occurrence),
      slices: peek().kind === 'slice' ? readSlices(next()) : [],
      mask: undefined,
    };
    if (!skip('&', 'bitand', 'bitwise_and')) return subject;
    const mask = readLiteral(subject, peek());
    if (typeof mask !== 'number') return refuse(peek().position, `no & with ${name}, which is no number`);
    index++;
    return { ...subject, mask };
  };

  const isSubject = (token: Token): boolean =>
    token.kind === 'word' && namedThings.has(token.text.split('#')[0] ?? '');

  const readMembers = (subject: Subject): Member[] => {
    expect('{');
    const members: Member[] = [];
    do {
      const from = next();
      members.push(
        skip('..')
          ? { kind: 'range', from: readLiteral(subject, from), to: readLiteral(subject, next()) }
          : readMember(subject, from),
      );
      // Older Wireshark had blanks between members, and they are still found in notes.
    } while (skip(',') || (peek().kind !== 'end' && peek().text !== '}' && peek().kind !== 'sign'));
    if (!skip('}')) refuse(peek().position, '"," or "}"', found(peek()));
    return members;
  };

  const readPattern = (subject: Subject): FilterNode => {
    const token = next();
    if (token.kind !== 'string')
      return refuse(token.position, 'a regular expression in quotes', found(token));
    if (kindOf(subject) !== 'bytes' && kindOf(subject) !== 'protocol')
      return refuse(token.position, `matches with bytes or a protocol only, which ${subject.name} is not`);
    try {
      return { kind: 'matches', subject, pattern: new RegExp(token.text, 'i') };
    } catch (thrown) {
      if (thrown instanceof SyntaxError) return refuse(token.position, 'a regular expression', token.text);
      throw thrown;
    }
  };

  const readContained = (subject: Subject): FilterNode => {
    const token = next();
    const kind = kindOf(subject);
    if (kind !== 'bytes' && kind !== 'protocol' && kind !== 'mac' && kind !== 'ipv6' && kind !== 'ipv4')
      return refuse(token.position, `contains with bytes or a protocol only, which ${subject.name} is not`);
    const bytes = readLiteral({ ...subject, kind: 'bytes' }, token);
    if (typeof bytes === 'number' || bytes.length === 0) return refuse(token.position, 'at least one byte');
    return { kind: 'contains', subject, bytes };
  };

  const readComparison = (): FilterNode => {
    const subject = readSubject();
    const operator = peek();
    const comparison =
      operator.kind === 'sign' || operator.kind === 'word'
        ? comparisons.get(operator.text.toLowerCase())
        : undefined;
    if (comparison) {
      next();
      if (subject.kind === 'protocol' && subject.slices.length === 0 && subject.name !== 'frame')
        return refuse(operator.position, `a field or a slice to compare, or ${subject.name} alone`);
      const token = peek();
      const other = isSubject(token) ? readSubject() : undefined;
      if (other && comparable(other) !== comparable(subject))
        return refuse(token.position, `a field of the same kind as ${subject.name}`, other.name);
      const member = other ? undefined : readMember(subject, next());
      if (member?.kind === 'prefix' && comparison.relation !== '==' && comparison.relation !== '!=')
        return refuse(token.position, 'a single address to compare with', token.text);
      return {
        kind: 'compare',
        subject,
        ...comparison,
        with: other ? { kind: 'subject', subject: other } : (member ?? refuse(token.position, 'a value')),
      };
    }
    if (skip('in')) return { kind: 'in', subject, members: readMembers(subject) };
    if (operator.text.toLowerCase() === 'not' && tokens[index + 1]?.text.toLowerCase() === 'in') {
      index += 2;
      return { kind: 'not', of: { kind: 'in', subject, members: readMembers(subject) } };
    }
    if (skip('contains')) return readContained(subject);
    if (skip('matches', '~')) return readPattern(subject);
    return { kind: 'present', subject };
  };

  const readNot = (): FilterNode => {
    if (nesting > deepestNesting) return refuse(peek().position, 'fewer brackets and negations');
    nesting++;
    try {
      if (skip('!', 'not')) return { kind: 'not', of: readNot() };
      if (!skip('(')) return readComparison();
      const inner = readOr();
      if (!skip(')')) refuse(peek().position, '"and", "or" or ")"', found(peek()));
      return inner;
    } finally {
      nesting--;
    }
  };
  const readAnd = (): FilterNode => {
    const of = [readNot()];
    while (skip('&&', 'and')) of.push(readNot());
    return only(of) ?? { kind: 'and', of };
  };
  const readOr = (): FilterNode => {
    const of = [readAnd()];
    while (skip('||', 'or')) of.push(readAnd());
    return only(of) ?? { kind: 'or', of };
  };

  return {
    read(): FilterNode {
      const root = readOr();
      const rest = peek();
      if (rest.kind !== 'end') refuse(rest.position, '"and", "or" or an operator', found(rest));
      return root;
    },
  };
};

/** Kinds that can be compared with one another have the same name here. */
const comparable = (subject: Subject): string => {
  const kind = kindOf(subject);
  return kind === 'hex' || kind === 'flag' ? 'decimal' : kind;
};

/** Reads a display filter as Wireshark 4 does; without functions, arithmetic and macros. */
export const parseFilter = (text: string): FilterResult => {
  const result = parsing(() => createParser(tokenize(text)).read());
  return result.ok ? { ok: true, filter: { text, root: result.value } } : result;
};
