import { readBits, byteRange } from '../bytes/bits.ts';
import { hexNumber, toHex } from '../bytes/hex.ts';
import { formatAddress, presetContent, type Content } from '../content.ts';
import { isTruncated, type LayerSpan } from '../dissect/span.ts';
import { walk } from '../dissect/walk.ts';
import type { FieldDefinition, HeaderDefinition, Word } from '../headers/definition.ts';
import { countingBytes, payload, trailer } from '../headers/payload.ts';
import { buildFrame } from './build-frame.ts';

const isAddress = ({ kind }: FieldDefinition) => kind === 'mac' || kind === 'ipv4' || kind === 'ipv6';

const readContent = (frame: Uint8Array, start: number, field: FieldDefinition): Content => {
  const range = byteRange(start, field);
  return isAddress(field) || field.kind === 'bytes'
    ? frame.subarray(range.start, range.end)
    : readBits(frame, start, field);
};

const emptyContent = ({ kind, bits }: FieldDefinition): Content =>
  kind === 'bytes' ? new Uint8Array(bits / 8) : 0;

const sameContent = (a: Content | undefined, b: Content): boolean =>
  typeof a === 'object' && typeof b === 'object' ? toHex(a) === toHex(b) : a === b;

const writtenContent = (field: FieldDefinition, content: Content): string => {
  if (typeof content === 'object')
    return isAddress(field) ? formatAddress(field.kind, content) : toHex(content);
  const alias = Object.entries(field.aliases ?? {}).find(([, number]) => number === content)?.[0];
  const letters = Array.from(field.letters ?? '')
    .filter((_, bit) => content & (1 << bit))
    .join('');
  const lettered = content > 0 && content < 2 ** (field.letters?.length ?? 0);
  if (alias !== undefined) return alias;
  if (lettered) return letters;
  return field.kind === 'hex' ? hexNumber(content, field.bits) : String(content);
};

/** The fields that the builder computes unless it is told. */
const computedFields = ({ headerLength, messageLength, carries, checksum }: HeaderDefinition) => ({
  beforeChecksum: [headerLength?.field, messageLength?.field, carries?.field].filter((field) => !!field),
  checksum: checksum ? [checksum.field] : [],
});

/** The word that makes this header as it stands: one that implies its values, else the general one. */
const wordFor = (frame: Uint8Array, { header, start }: LayerSpan): Word | undefined =>
  header.words.find(({ given }) => {
    const implied = Object.entries(given ?? {});
    return (
      implied.length > 0 &&
      implied.every(([key, value]) =>
        header.fields.some((field) => field.key === key && readBits(frame, start, field) === value),
      )
    );
  }) ?? header.words[0];

type Stated = ReadonlySet<string>;
const statedKey = (layer: number, field: FieldDefinition) => `${layer} ${field.name}`;

const writePayload = (bytes: Uint8Array): string =>
  toHex(bytes) === toHex(countingBytes(bytes.length))
    ? `payload(${bytes.length})`
    : `payload(hex=${toHex(bytes)})`;

const writeTail = (frame: Uint8Array, { form, header, start, fixedEnd, headerEnd }: LayerSpan): string[] => {
  const tail = form?.tail ?? header.tail;
  const bytes = frame.subarray(fixedEnd, headerEnd);
  if (!tail || bytes.length === 0) return [];
  const fixedBytes = form?.lengthBytes ?? header.lengthBytes;
  const unasked = Math.ceil(fixedBytes / tail.multiple) * tail.multiple - fixedBytes;
  if (toHex(bytes) !== toHex(tail.pad(bytes.length))) return [`${tail.key}=${toHex(bytes)}`];
  if (bytes.length === unasked) return [];
  const length = header.headerLength?.field;
  return length?.key === undefined
    ? [`${tail.key}=${toHex(bytes)}`]
    : [`${length.key}=${readBits(frame, start, length)}`];
};

/** The parameter by which the layer before is told an unusual number for this one. */
const writeNumber = (frame: Uint8Array, before: LayerSpan | undefined, { header }: LayerSpan): string[] => {
  const carries = before?.header.carries;
  if (!carries || header.numberKey === undefined) return [];
  const number = readBits(frame, before.start, carries.field);
  return number === header.numbers[carries.space]?.[0]
    ? []
    : [`${header.numberKey}=${hexNumber(number, 16)}`];
};

const writeLayer = (
  frame: Uint8Array,
  spans: readonly LayerSpan[],
  index: number,
  stated: Stated,
): string => {
  const span = spans[index];
  const word = span && wordFor(frame, span);
  if (!span || !word) return '';
  const { header, form, start } = span;
  const computed = Object.values(computedFields(header)).flat();
  const parameters: string[] = [];
  let positional = word.given === undefined;
  const fields = [...header.fields, ...(form?.fields ?? [])].filter(({ key }) => key !== undefined);
  const rank = ({ key = '' }: FieldDefinition) => word.positional.indexOf(key) + 1 || Infinity;
  for (const field of fields.toSorted((a, b) => Math.sign(rank(a) - rank(b)) || 0)) {
    const { key = '' } = field;
    const content = readContent(frame, start, field);
    const implied = word.given?.[key] ?? presetContent(field);
    const shown =
      rank(field) < Infinity && !isAddress(field) && (word.given === undefined || rank(field) === 1);
    const wanted = computed.includes(field)
      ? stated.has(statedKey(index, field))
      : word.given?.[key] === undefined && (shown || !sameContent(implied ?? emptyContent(field), content));
    if (!wanted) {
      positional = false;
      continue;
    }
    positional &&= rank(field) === parameters.length + 1;
    parameters.push(positional ? writtenContent(field, content) : `${key}=${writtenContent(field, content)}`);
  }
  parameters.push(...writeTail(frame, span), ...writeNumber(frame, spans[index - 1], span));
  return parameters.length === 0 ? word.word : `${word.word}(${parameters.join(',')})`;
};

const writeFrame = (frame: Uint8Array, spans: readonly LayerSpan[], stated: Stated): string => {
  const layers = spans.map((span, index) =>
    span.header === payload || span.header === trailer
      ? writePayload(frame.subarray(span.start, span.headerEnd))
      : writeLayer(frame, spans, index, stated),
  );
  const last = spans.at(-1);
  const brought = (last && wordFor(frame, last)?.payloadBytes) ?? 0;
  if (brought > 0) return [...layers, 'payload(0)'].join('/');
  const before = spans.at(-2);
  const usual = before && wordFor(frame, before)?.payloadBytes;
  return (usual !== undefined && layers.at(-1) === `payload(${usual})` ? layers.slice(0, -1) : layers).join(
    '/',
  );
};

/** What of the computed fields comes out otherwise than it stands in the frame: lengths and numbers first, then checksums. */
const differing = (frame: Uint8Array, rebuilt: Uint8Array, spans: readonly LayerSpan[]): string[] => {
  const find = (kind: 'beforeChecksum' | 'checksum') =>
    spans.flatMap(({ header, start }, index) =>
      computedFields(header)
        [kind].filter((field) => readBits(frame, start, field) !== readBits(rebuilt, start, field))
        .map((field) => statedKey(index, field)),
    );
  const first = find('beforeChecksum');
  return first.length > 0 ? first : find('checksum');
};

/**
 * Writes a frame in the packet language, so that `buildFrame` makes the very same bytes of it; as hexadecimal digits
 * where the language has no words for it.
 */
export const describeFrame = (frame: Uint8Array): string => {
  // What is cut off within a header can only be said as payload.
  const spans = walk(frame)
    .filter((span) => span.headerEnd > span.start || !isTruncated(span))
    .map((span) => (isTruncated(span) ? { ...span, header: payload, form: undefined } : span));
  const stated = new Set<string>();
  const rounds = 4;
  for (let round = 0; round < rounds; round++) {
    const text = writeFrame(frame, spans, stated);
    const result = buildFrame(text);
    if (!result.ok || result.frame.length !== frame.length) break;
    if (toHex(result.frame) === toHex(frame)) return text;
    const missing = differing(frame, result.frame, spans).filter((key) => !stated.has(key));
    if (missing.length === 0) break;
    for (const key of missing) stated.add(key);
  }
  return toHex(frame);
};
