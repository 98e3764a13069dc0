import { readSections, textAt, type Section } from '../../program/elf-sections.ts';

/** One source line of an object: where its instructions begin in their section, and where it stands. */
export interface LineRecord {
  readonly offset: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A function of the object, with its instructions' bytes in their section. */
export interface ObjectFunction {
  readonly name: string;
  readonly section: string;
  readonly offset: number;
  readonly size: number;
}

/** What an object tells about its lines, independent of the kernel that verifies it. */
export interface ObjectLines {
  readonly functions: readonly ObjectFunction[];
  readonly code: (section: string) => DataView | null;
  /** In the order of their offsets. */
  readonly lines: (section: string) => readonly LineRecord[];
}

const symbolTable = 2;
const functionSymbol = 2;
const btfMagic = 0xeb9f;

/**
 * Reads functions, code and line table of an object (ELF: System V ABI, chapter 4; `.BTF` and `.BTF.ext`:
 * Documentation/bpf/btf.rst, sections 2 and 4). Null where it has no line table or its offsets do not hold.
 */
export const readObjectLines = (bytes: Uint8Array): ObjectLines | null => {
  try {
    return readElf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const readElf = (view: DataView): ObjectLines | null => {
  if (view.getUint32(0) !== 0x7f454c46 || view.getUint8(5) !== 1) return null;
  const sections = readSections(view, true);
  const names = sections[view.getUint16(62, true)];
  if (!names) return null;
  const nameOf = (section: Section) => textAt(view, names.offset + section.name);
  const byName = new Map(sections.map((section) => [nameOf(section), section]));
  const contents = ({ offset, size }: Section) => new DataView(view.buffer, view.byteOffset + offset, size);
  const [btf, ext] = [byName.get('.BTF'), byName.get('.BTF.ext')];
  if (!btf || !ext) return null;
  const lines = readLineTable(contents(btf), contents(ext));
  return {
    functions: readFunctions(view, sections, nameOf),
    code: (section) => {
      const found = byName.get(section);
      return found ? contents(found) : null;
    },
    lines: (section) => lines.get(section) ?? [],
  };
};

const readFunctions = (
  view: DataView,
  sections: readonly Section[],
  nameOf: (section: Section) => string,
): ObjectFunction[] => {
  const table = sections.find(({ type }) => type === symbolTable);
  const names = table && sections[table.link];
  if (!names) return [];
  const found: ObjectFunction[] = [];
  for (let at = table.offset; at + 24 <= table.offset + table.size; at += 24) {
    const home = sections[view.getUint16(at + 6, true)];
    if ((view.getUint8(at + 4) & 0xf) !== functionSymbol || !home) continue;
    found.push({
      name: textAt(view, names.offset + view.getUint32(at, true)),
      section: nameOf(home),
      offset: Number(view.getBigUint64(at + 8, true)),
      size: Number(view.getBigUint64(at + 16, true)),
    });
  }
  return found;
};

const readLineTable = (btf: DataView, ext: DataView): Map<string, LineRecord[]> => {
  const lines = new Map<string, LineRecord[]>();
  if (btf.getUint16(0, true) !== btfMagic || ext.getUint16(0, true) !== btfMagic) return lines;
  const strings = btf.getUint32(4, true) + btf.getUint32(16, true);
  const stringAt = (offset: number) => textAt(btf, strings + offset);
  const start = ext.getUint32(4, true) + ext.getUint32(16, true);
  const end = start + ext.getUint32(20, true);
  if (end === start) return lines;
  const recordBytes = ext.getUint32(start, true);
  if (recordBytes < 16) return lines;
  let at = start + 4;
  while (at + 8 <= end) {
    const section = stringAt(ext.getUint32(at, true));
    const count = ext.getUint32(at + 4, true);
    at += 8;
    const records: LineRecord[] = [];
    for (let index = 0; index < count && at < end; index += 1, at += recordBytes) {
      const lineAndColumn = ext.getUint32(at + 12, true);
      records.push({
        offset: ext.getUint32(at, true),
        file: stringAt(ext.getUint32(at + 4, true)),
        line: lineAndColumn >>> 10,
        column: lineAndColumn & 0x3ff,
        text: stringAt(ext.getUint32(at + 8, true)),
      });
    }
    lines.set(
      section,
      records.sort((a, b) => a.offset - b.offset),
    );
  }
  return lines;
};

/** The last record that is not behind an offset: the line of the instruction there. */
export const lineAt = (lines: readonly LineRecord[], offset: number): LineRecord | null =>
  lines.findLast((record) => record.offset <= offset && record.line > 0) ?? null;
