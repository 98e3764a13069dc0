/** A section's header (System V ABI, chapter 4), as far as the lab reads it. `name` is an offset into the names' section. */
export interface Section {
  readonly name: number;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
}

/** The section headers of a 64-bit ELF object; throws RangeError where they lie outside of it. */
export const readSections = (view: DataView, little: boolean): Section[] => {
  const start = Number(view.getBigUint64(40, little));
  const size = view.getUint16(58, little);
  return Array.from({ length: view.getUint16(60, little) }, (_, index) => {
    const at = start + index * size;
    return {
      name: view.getUint32(at, little),
      type: view.getUint32(at + 4, little),
      offset: Number(view.getBigUint64(at + 24, little)),
      size: Number(view.getBigUint64(at + 32, little)),
      link: view.getUint32(at + 40, little),
    };
  });
};

/** The text at an offset up to its NUL; throws RangeError where there is none. */
export const textAt = (view: DataView, offset: number): string => {
  let end = offset;
  while (view.getUint8(end) !== 0) end += 1;
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + offset, end - offset));
};
