import { readSections, textAt } from './elf-sections.ts';

/** ELF constants (elf.h): a 64-bit object for the BPF machine, its symbol table, and a global function symbol. */
const machineBpf = 247;
const sectionSymtab = 2;
const symbolFunction = 2;
const bindGlobal = 1;

/**
 * The names of the global functions in sections named `xdp…`, or null where the bytes are no BPF object. Read from the
 * ELF symbol table (System V ABI, chapter 4): the object is the learner's, so every offset is checked by DataView.
 */
export const readXdpPrograms = (bytes: Uint8Array): string[] | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) !== 0x7f454c46 || view.getUint8(4) !== 2) return null;
    const little = view.getUint8(5) === 1;
    if (view.getUint16(18, little) !== machineBpf) return null;
    return readFunctions(view, little);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const readFunctions = (view: DataView, little: boolean): string[] => {
  const sections = readSections(view, little);
  const sectionNames = sections[view.getUint16(62, little)];
  const symbols = sections.find(({ type }) => type === sectionSymtab);
  const symbolNames = symbols && sections[symbols.link];
  if (!sectionNames || !symbols || !symbolNames) return [];
  const found: { name: string; section: number; value: number }[] = [];
  for (let at = symbols.offset; at + 24 <= symbols.offset + symbols.size; at += 24) {
    const kind = view.getUint8(at + 4);
    const home = sections[view.getUint16(at + 6, little)];
    if ((kind & 0xf) !== symbolFunction || kind >> 4 !== bindGlobal || !home) continue;
    if (!textAt(view, sectionNames.offset + home.name).startsWith('xdp')) continue;
    found.push({
      name: textAt(view, symbolNames.offset + view.getUint32(at, little)),
      section: view.getUint16(at + 6, little),
      value: Number(view.getBigUint64(at + 8, little)),
    });
  }
  return found.sort((a, b) => a.section - b.section || a.value - b.value).map(({ name }) => name);
};
