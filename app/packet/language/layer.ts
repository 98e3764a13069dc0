import { parseContent, describeContent, parseNumber, presetContent, type Content } from '../content.ts';
import { fromHex } from '../bytes/hex.ts';
import type { FieldDefinition, HeaderDefinition, Tail, Word } from '../headers/definition.ts';
import { words } from '../headers/index.ts';
import { countingBytes, payload } from '../headers/payload.ts';
import { refuse } from '../text-error.ts';
import type { ArgumentSyntax, LayerSyntax } from './parse.ts';

/** The longest payload a single parameter may ask for, bytes: what a 16-bit length field can say. */
const longestPayloadBytes = 65_535;

/** A layer with all that its text and its defaults say; what is computed from its neighbours is still missing. */
export interface Layer {
  readonly header: HeaderDefinition;
  readonly word: Word;
  readonly position: number;
  /** Fixed part in this form, bytes. */
  readonly fixedBytes: number;
  readonly content: ReadonlyMap<FieldDefinition, Content>;
  /** Fields the text gives; no computation overwrites them. */
  readonly given: ReadonlySet<FieldDefinition>;
  readonly tail: Uint8Array;
  /** The number by which the layer before is to name this one, where the text chooses it. */
  readonly number: number | undefined;
}

type NamedArgument = ArgumentSyntax & { readonly key: string };

/** Gives every positional argument its key, and refuses strays and repetitions. */
const nameArguments = ({ word: name, arguments: list }: LayerSyntax, word: Word): NamedArgument[] => {
  const seen = new Set<string>();
  return list.map((argument, index) => {
    const key =
      argument.key ?? (argument.quoted && word.word === 'payload' ? 'text' : word.positional[index]);
    const before = list.slice(0, index).some((earlier) => earlier.key !== undefined);
    if (key === undefined || (argument.key === undefined && before))
      return refuse(argument.position, `a parameter by name (key=value) in ${name}`);
    if (seen.has(key)) return refuse(argument.keyPosition, `each parameter once`, `${key} again`);
    seen.add(key);
    return { ...argument, key };
  });
};

const readPayload = (layer: LayerSyntax, word: Word): Layer => {
  const [argument, second] = nameArguments(layer, word);
  if (second) return refuse(second.keyPosition, 'one of len, hex or text in payload', 'two of them');
  const tail = argument ? payloadBytes(argument) : new Uint8Array();
  return {
    header: payload,
    word,
    position: layer.position,
    fixedBytes: 0,
    content: new Map(),
    given: new Set(),
    tail,
    number: undefined,
  };
};

const payloadBytes = ({ key, keyPosition, text, position }: NamedArgument): Uint8Array => {
  if (key === 'text') return new TextEncoder().encode(text);
  if (key === 'hex') return fromHex(text) ?? refuse(position, 'pairs of hexadecimal digits');
  if (key !== 'len') return refuse(keyPosition, 'len, hex or text', key);
  const length = parseNumber(text);
  if (length === undefined || length > longestPayloadBytes)
    return refuse(position, `a number from 0 to ${longestPayloadBytes}`, text);
  return countingBytes(length);
};

/** The options as given, padded to the header's unit, or further where the text states a greater header length. */
const padTail = (tail: Tail, fixedBytes: number, options: Uint8Array, statedBytes: number): Uint8Array => {
  const needed = Math.ceil((fixedBytes + options.length) / tail.multiple) * tail.multiple;
  const missing = Math.max(needed, statedBytes) - fixedBytes - options.length;
  return Uint8Array.from([...options, ...tail.pad(missing)]);
};

const readNumber = (header: HeaderDefinition, arguments_: readonly NamedArgument[]): number | undefined => {
  const argument = arguments_.find(({ key }) => key === header.numberKey);
  if (!argument) return undefined;
  const number = parseNumber(argument.text);
  if (number !== undefined && number <= 0xffff) return number;
  return refuse(argument.position, 'an ethertype such as 0x8100 or 0x88a8', argument.text);
};

/** Resolves a layer's word and parameters; ends the reading (see `parsing`) where one of them is unknown or does not fit. */
export const readLayer = (syntax: LayerSyntax): Layer => {
  const known = words.get(syntax.word);
  if (!known) return refuse(syntax.position, `a layer (${[...words.keys()].join(', ')})`, syntax.word);
  const { header, word } = known;
  if (header === payload) return readPayload(syntax, word);

  const arguments_ = nameArguments(syntax, word);
  const content = new Map<FieldDefinition, Content>();
  const given = new Set<FieldDefinition>();
  const unread = new Set(arguments_.filter(({ key }) => key !== header.numberKey));
  const take = (fields: readonly FieldDefinition[]) => {
    for (const field of fields) {
      const stands = field.key === undefined ? undefined : word.given?.[field.key];
      const argument = arguments_.find(({ key }) => key === field.key);
      if (argument && stands !== undefined)
        refuse(argument.keyPosition, `no ${argument.key} in ${word.word}, which is ${stands} already`);
      if (argument) {
        const value = parseContent(field, argument.text);
        if (value === undefined) return refuse(argument.position, describeContent(field), argument.text);
        content.set(field, value);
        given.add(field);
        unread.delete(argument);
      } else {
        const value = stands ?? presetContent(field);
        if (value !== undefined) content.set(field, value);
      }
    }
  };
  take(header.fields);
  const forms = header.forms;
  const form = forms?.all.find(({ values }) => values.some((value) => value === content.get(forms.by)));
  if (form) take(form.fields);
  const tail = form?.tail ?? header.tail;
  const options = arguments_.find(({ key }) => key === tail?.key);
  if (options) unread.delete(options);

  const [stray] = unread;
  if (stray) {
    const fields = [...header.fields, ...(form?.fields ?? [])];
    const keys = [...fields.map(({ key }) => key), tail?.key, header.numberKey];
    const takes = keys.filter((key) => key !== undefined && word.given?.[key] === undefined);
    refuse(stray.keyPosition, `a parameter of ${word.word} (${takes.join(', ')})`, stray.key);
  }

  const fixedBytes = form?.lengthBytes ?? header.lengthBytes;
  const optionBytes = options
    ? (fromHex(options.text) ?? refuse(options.position, 'pairs of hexadecimal digits'))
    : new Uint8Array();
  const length = header.headerLength;
  const stated = length && content.get(length.field);
  const statedBytes = length && typeof stated === 'number' ? (stated + length.plus) * length.unit : 0;
  return {
    header,
    word,
    position: syntax.position,
    fixedBytes,
    content,
    given,
    tail: tail ? padTail(tail, fixedBytes, optionBytes, statedBytes) : new Uint8Array(),
    number: readNumber(header, arguments_),
  };
};
