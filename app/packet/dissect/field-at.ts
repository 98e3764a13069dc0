import type { Dissection, Field } from './dissection.ts';

/** Every field that a byte range of the frame touches, from the outside in. `end` is one past the last byte. */
export const fieldsBetween = ({ layers }: Dissection, start: number, end: number): Field[] =>
  layers.flatMap(({ fields }) =>
    fields.filter((field) => !field.generated && field.start < end && field.end > start),
  );

/** The field that a byte belongs to; the narrowest where several share it (`ip.flags.df` and `ip.flags`: the first). */
export const fieldAt = (dissection: Dissection, offset: number): Field | undefined =>
  fieldsBetween(dissection, offset, offset + 1).reduce<Field | undefined>(
    (narrowest, field) =>
      narrowest && narrowest.end - narrowest.start <= field.end - field.start ? narrowest : field,
    undefined,
  );
