import type { SourcePlace } from '../../../contract/index.ts';
import { placeOfRecord } from '../place.ts';
import { lineAt, type ObjectFunction, type ObjectLines } from './line-info.ts';

/** A function and how far below the frame pointer its instructions reach. */
export interface Frame {
  readonly name: string;
  readonly bytes: number;
  readonly place: SourcePlace | null;
}

/** Opcodes of RFC 9669 (BPF instruction set): register moves and additions of a constant, and the four memory classes. */
const moveRegister = 0xbf;
const addConstant = 0x07;
const loadClass = 0x01;
const storeClass = 0x02;
const storeRegisterClass = 0x03;
const framePointer = 10;
const instructionBytes = 8;

/** The function with the largest stack frame, for a program of which the verifier only says how much it needs in all. */
export const largestFrame = (object: ObjectLines, program: string): Frame | null => {
  const frames = object.functions
    .filter(({ name, section }) => name === program || section === '.text')
    .map((one) => ({ one, bytes: frameBytes(object.code(one.section), one) }))
    .sort((a, b) => b.bytes - a.bytes);
  const largest = frames[0];
  if (!largest || largest.bytes === 0) return null;
  const { name, section, offset } = largest.one;
  const record = lineAt(object.lines(section), offset);
  const place = record && placeOfRecord(record);
  return { name, bytes: largest.bytes, place };
};

const frameBytes = (code: DataView | null, { offset, size }: ObjectFunction): number => {
  if (!code) return 0;
  const copies = new Set<number>();
  let deepest = 0;
  for (let at = offset; at + instructionBytes <= offset + size; at += instructionBytes) {
    const opcode = code.getUint8(at);
    const target = code.getUint8(at + 1) & 0x0f;
    const source = code.getUint8(at + 1) >> 4;
    const kind = opcode & 0x07;
    if (kind === loadClass && source === framePointer)
      deepest = Math.min(deepest, code.getInt16(at + 2, true));
    if ((kind === storeClass || kind === storeRegisterClass) && target === framePointer) {
      deepest = Math.min(deepest, code.getInt16(at + 2, true));
    }
    if (opcode === addConstant && copies.has(target))
      deepest = Math.min(deepest, code.getInt32(at + 4, true));
    if (opcode === moveRegister && source === framePointer) copies.add(target);
    else copies.delete(target);
  }
  return -deepest;
};
