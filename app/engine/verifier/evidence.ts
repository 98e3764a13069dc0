import type { PacketCase, PacketProof } from '../../contract/index.ts';
import { readInstruction } from './log/instruction.ts';
import { isNowhere } from './log/line-kinds.ts';
import type { VerifierLog } from './log/read-log.ts';
import { readState } from './log/registers.ts';

/** Further back than this nothing is looked for. */
const furthestLines = 5000;

/** Helpers after which every packet pointer is worth nothing (bpf_helper_changes_pkt_data, net/core/filter.c). */
const movesPacket =
  /call (?<helper>bpf_(?:xdp_adjust_(?:head|meta|tail)|skb_\w+|l[34]_csum_replace|clone_redirect|msg_\w+|lwt_\w+))#/;

interface Traced {
  readonly logLine: number;
  readonly line: string;
}

/** The lines of the log before the rejected instruction, nearest first. */
function* backwards({ store, instructionAt }: VerifierLog): Generator<Traced> {
  if (instructionAt === null) return;
  for (let at = instructionAt - 1; at >= 0 && instructionAt - at <= furthestLines; at -= 1) {
    const line = store.at(at);
    if (line === undefined) return;
    yield { logLine: at, line };
  }
}

/** The packet pointer that was rejected: `invalid access to packet, off=12 size=1, R1(id=0,off=12,r=1)`. */
export const readPacketAccess = (reasonLines: readonly string[]) => {
  for (const line of reasonLines) {
    const { offset, size, register, range } =
      /invalid access to packet, off=(?<offset>-?\d+) size=(?<size>\d+), (?<register>R\d+)\((?<range>[^)]*)\)/.exec(
        line,
      )?.groups ?? {};
    if (register === undefined || range === undefined) continue;
    const access = { offset: Number(offset), sizeBytes: Number(size) };
    const proof: PacketProof = {
      provenBytes: numberIn(range, 'r'),
      neededBytes: access.offset + access.sizeBytes,
    };
    return { access, proof, register, id: numberIn(range, 'id') };
  }
  return null;
};

const numberIn = (fields: string, name: string): number =>
  Number(new RegExp(`(?:^|[(,])${name}=(-?\\d+)`).exec(fields)?.[1] ?? 0);

/** Why the access is not proven: what was compared with data_end since the packet was last moved, if anything was. */
export const packetCaseOf = (
  log: VerifierLog,
  { proof, id }: { readonly proof: PacketProof; readonly id: number },
): PacketCase => {
  if (proof.provenBytes > 0) return 'too-short';
  let compared: PacketCase | undefined;
  for (const { logLine, line } of backwards(log)) {
    if (movesPacket.test(line)) break;
    const instruction = readInstruction(line, logLine);
    if (!instruction || !/^\([0-9a-f]{2}\) if r\d+ \S+ r\d+ goto/.test(instruction.text)) continue;
    const state = instruction.state === '' ? (log.store.at(logLine + 1) ?? '') : instruction.state;
    const pointers = readState(state).filter(({ value }) => /^pkt(?:_end)?\(/.test(value));
    if (pointers.length < 2) continue;
    const own = pointers.some(({ value }) => value.startsWith('pkt(') && numberIn(value, 'id') === id);
    if (own && pointers.some(({ value }) => value.startsWith('pkt_end('))) return 'wrong-side';
    compared = 'wrong-pointer';
  }
  return compared ?? 'no-check';
};

/** What became of a register that holds a number where a pointer is wanted. */
export const scalarStory = (
  log: VerifierLog,
  register: string,
): { scalar?: 'was-packet' | 'never-pointer'; helper?: string; callAt?: number } => {
  const held = new RegExp(`(?:^|\\s)${register}(?:_\\w+)?=(?<kind>[a-z_]*)`);
  let moved: { helper: string; callAt: number } | undefined;
  let number = false;
  for (const { logLine, line } of backwards(log)) {
    const helper = movesPacket.exec(line)?.groups?.helper;
    if (helper !== undefined && !moved) moved = { helper, callAt: logLine };
    const kind = held.exec(line)?.groups?.kind;
    if (kind === 'pkt') return moved ? { scalar: 'was-packet', ...moved } : {};
    if (kind !== undefined && !moved) number ||= kind === '' || kind === 'scalar' || kind === 'inv';
  }
  return number && !moved ? { scalar: 'never-pointer' } : {};
};

/** The line of the log with the last visit of an instruction before the reason; null where it was not kept. */
export const logLineOf = (log: VerifierLog, instruction: number): number | null => {
  const start = `${instruction}: (`;
  for (const { logLine, line } of backwards(log)) if (line.startsWith(start)) return logLine;
  return null;
};

/** The source line that a line of the log stands under. */
export const sourceLineAbove = ({ store }: VerifierLog, logLine: number): string | null => {
  for (let at = logLine; at >= 0 && logLine - at <= furthestLines; at -= 1) {
    const line = store.at(at);
    if (line === undefined) return null;
    if (line.startsWith('; ') && !isNowhere(line)) return line;
  }
  return null;
};
