import type { Dissection, Field } from '../dissect/dissection.ts';
import type { Literal, Subject } from './filter.ts';
import { takeSlices } from './slice.ts';

const bytesOf = ({ frame }: Dissection, { start, end }: { start: number; end: number }): Uint8Array =>
  frame.subarray(start, end);

const nth = <T>(all: readonly T[], occurrence: number | undefined): readonly T[] => {
  if (occurrence === undefined) return all;
  const one = all.at(occurrence > 0 ? occurrence - 1 : occurrence);
  return one === undefined ? [] : [one];
};

const fieldsNamed = ({ layers }: Dissection, { name, occurrence }: Subject): readonly Field[] =>
  nth(
    layers.flatMap(({ fields }) => fields.filter(({ names }) => names.includes(name))),
    occurrence,
  );

const allBytes = (dissection: Dissection, subject: Subject): readonly Uint8Array[] => {
  if (subject.name === 'frame') return [dissection.frame];
  if (subject.kind !== 'protocol')
    return fieldsNamed(dissection, subject).map((field) => bytesOf(dissection, field));
  const layers = dissection.layers.filter(({ protocol }) => protocol === subject.name);
  return nth(layers, subject.occurrence).map((layer) => bytesOf(dissection, layer));
};

/** What a subject holds in a frame, once for every time it occurs: numbers as numbers, everything else as bytes. */
export const occurrences = (dissection: Dissection, subject: Subject): readonly Literal[] => {
  if (subject.slices.length > 0)
    return allBytes(dissection, subject)
      .map((bytes) => takeSlices(bytes, subject.slices))
      .filter((bytes) => bytes.length > 0);
  const numbers =
    subject.name === 'frame.len'
      ? [dissection.frame.length]
      : fieldsNamed(dissection, subject).map(({ value }) => value);
  const { mask } = subject;
  if (numbers.length > 0 && numbers.every((value) => typeof value === 'number'))
    return mask === undefined ? numbers : numbers.map((value) => (value & mask) >>> 0);
  return allBytes(dissection, subject);
};
