import { fail, labFailure, succeed, type LabFailure, type Outcome } from '../../contract/index.ts';

/** ELF header fields (elf.h, gABI chapter 4): a 64-byte header, class 2 for 64 bit, data 1 for little-endian. */
const headerBytes = 64;
const classAt = 4;
const dataAt = 5;
const typeAt = 16;
const machineAt = 18;
const relocatable = 1;
const bpfMachine = 247;

/** The failure of bytes that are no BPF object; the helper knows no file name. */
export const notAnObject = (detail: string): { ok: false; failure: LabFailure } =>
  fail(
    labFailure('not-an-object', {
      thing: 'object',
      detail,
      message: {
        en: 'What was given is not a BPF object file.',
        ja: '渡されたものは BPF オブジェクトファイルではありません。',
      },
    }),
  );

/** Looks at the ELF header before any tool sees the bytes: a relocatable object for BPF, of this machine's byte order. */
export const readObject = (base64: string): Outcome<Uint8Array> => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 4) !== '\x7fELF') {
    return notAnObject('It does not begin as an ELF file does.');
  }
  if (bytes[classAt] !== 2 || bytes[dataAt] !== 1) {
    return notAnObject('It is an ELF file, but not a 64-bit little-endian one.');
  }
  const machine = bytes.readUInt16LE(machineAt);
  if (machine !== bpfMachine) {
    return notAnObject(
      `It is an ELF file for another machine: e_machine is ${machine}, BPF is ${bpfMachine}.`,
    );
  }
  if (bytes.readUInt16LE(typeAt) !== relocatable) {
    return notAnObject('It is an ELF file for BPF, but not a relocatable object.');
  }
  return succeed(bytes);
};
