import type { SourcePlace } from '../../../contract/index.ts';
import { placeOfRecord } from '../place.ts';
import { lineAt, type ObjectLines } from './line-info.ts';

/** Instruction classes and operations of RFC 9669 (BPF instruction set), sections 2.4 and 4.3. */
const classJump = 0x05;
const classJump32 = 0x06;
const operationCall = 0x80;
const operationExit = 0x90;
const instructionBytes = 8;

/** The lines on which a program, or a function it may call, jumps back: its loops that clang did not unroll. */
export const loopPlaces = (object: ObjectLines, program: string): SourcePlace[] => {
  const found = new Map<string, SourcePlace>();
  const reachable = object.functions.filter(({ name, section }) => name === program || section === '.text');
  for (const { section, offset, size } of reachable) {
    const code = object.code(section);
    for (let at = offset; code && at + instructionBytes <= offset + size; at += instructionBytes) {
      if (!jumpsBack(code, at)) continue;
      const record = lineAt(object.lines(section), at);
      if (!record) continue;
      found.set(`${record.file}:${record.line}`, placeOfRecord(record));
    }
  }
  return [...found.values()];
};

const jumpsBack = (code: DataView, at: number): boolean => {
  const opcode = code.getUint8(at);
  const kind = opcode & 0x07;
  const operation = opcode & 0xf0;
  return (
    (kind === classJump || kind === classJump32) &&
    operation !== operationCall &&
    operation !== operationExit &&
    code.getInt16(at + 2, true) < 0
  );
};
