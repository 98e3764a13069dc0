import type { PacketCase, PacketProof, RejectionClass, SourcePlace, Text } from '../../contract/index.ts';
import { classify } from './classes.ts';
import { logLineOf, packetCaseOf, readPacketAccess, scalarStory, sourceLineAbove } from './evidence.ts';
import { expressionIn } from './expression.ts';
import type { Facts } from './facts.ts';
import { readInstruction } from './log/instruction.ts';
import type { VerifierLog } from './log/read-log.ts';
import { registersBefore } from './log/registers.ts';
import { largestFrame } from './object/frames.ts';
import { loopPlaces } from './object/loops.ts';
import { placeOfLine, type Surroundings } from './place.ts';
import { sentenceOf } from './sentences/index.ts';

/** Why a program was rejected, and where. */
export interface Finding {
  readonly class: RejectionClass;
  readonly packetCase: PacketCase | null;
  readonly place: SourcePlace | null;
  readonly related: SourcePlace | null;
  readonly sentence: Text;
  readonly reason: string;
  readonly proof: PacketProof | null;
}

/** Finds class, place and sentence of a rejection in its log, and in the object where the log names no line. */
export const findReason = (log: VerifierLog, surroundings: Surroundings): Finding => {
  const words = log.reasonLines.length > 0 ? log.reasonLines : [log.toolWords || lastWords(log)];
  const at = log.instructionAt;
  const instruction = at === null ? null : readInstruction(log.store.at(at) ?? '', at);
  const exits = instruction?.text.includes(') exit') ?? false;
  const said = classify(words);
  const story = said === 'stale-packet-pointer' ? scalarStory(log, registerIn(words)) : {};
  const kind = refine(said, words, {
    exits,
    instruction: instruction?.text ?? '',
    neverPointer: story.scalar === 'never-pointer',
    held: heldBy(log, words),
  });

  const frame =
    kind === 'stack-too-large' && surroundings.object
      ? largestFrame(surroundings.object, programIn(surroundings))
      : null;
  const loops =
    kind === 'too-complex' && surroundings.object
      ? loopPlaces(surroundings.object, programIn(surroundings))
      : [];
  const place =
    placeOfReport(log) ??
    (log.sourceLine === null
      ? null
      : placeOfLine(surroundings, log.sourceLine, instruction?.instruction ?? null)) ??
    frame?.place ??
    (loops.length === 1 ? (loops[0] ?? null) : null);
  const relatedAt = story.callAt ?? takenAt(log, words);
  const related = relatedAt === null ? null : placeOfLogLine(log, surroundings, relatedAt);
  const packet = kind === 'packet-bounds' ? readPacketAccess(words) : null;
  const packetCase =
    kind !== 'packet-bounds'
      ? null
      : /pkt_end prohibited/.test(words.join('\n'))
        ? 'end-moved'
        : packet && packetCaseOf(log, packet);
  const helper =
    story.helper ??
    (kind === 'unreleased-reference'
      ? callIn(relatedAt === null ? '' : (log.store.at(relatedAt) ?? ''))
      : (/(?:func|helper|kernel function) (bpf_\w+)/.exec(words[0] ?? '')?.[1] ??
        callIn(instruction?.text ?? '')));
  const held = heldBy(log, words);
  const map = /map '([^']+)'/.exec(words[0] ?? '')?.[1] ?? /map=([^,)]+)/.exec(held)?.[1];
  const facts: Facts = {
    ...optional('expression', place ? expressionIn(place.text) : undefined),
    ...optional('packetCase', packetCase ?? undefined),
    ...optional('proof', packet?.proof),
    // Behind a part of unknown length, a byte's number says nothing to a reader.
    ...optional(
      'access',
      kind === 'packet-bounds' ? (packet?.id === 0 ? packet.access : undefined) : accessIn(words),
    ),
    ...optional('map', map),
    ...optional('valueBytes', numberOf(/value_size=(\d+)/, words)),
    ...optional('helper', helper),
    ...optional('register', kind === 'return-code' && !exits ? undefined : registerIn(words) || undefined),
    ...optional('registerType', held || undefined),
    ...optional('stack', stackIn(words)),
    ...optional('frame', frame ?? undefined),
    ...optional('related', related ?? undefined),
    ...optional('scalar', story.scalar),
    ...optional('missing', /(?:extern \(\w+ ksym\)|kernel function) '?([\w.]+)'?/.exec(words[0] ?? '')?.[1]),
    loop: /infinite loop/.test(words[0] ?? '')
      ? 'infinite'
      : /too large/.test(words[0] ?? '')
        ? 'too-long'
        : 'jumps',
    loopLines: place && loops.length === 1 ? [] : loops.map(({ line }) => line),
    afterVariablePart: packet !== null && packet.id !== 0,
    isWrite: isStore(instruction?.text ?? ''),
  };
  return {
    class: kind,
    packetCase,
    place,
    related,
    sentence: sentenceOf(kind, facts),
    reason: words[0] ?? '',
    proof: packet?.proof ?? null,
  };
};

const optional = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });

interface Circumstances {
  readonly exits: boolean;
  readonly instruction: string;
  readonly neverPointer: boolean;
  readonly held: string;
}

/** What the words alone do not tell: an unset R0 at the end is a missing return value, and so on. */
const refine = (
  said: RejectionClass,
  words: readonly string[],
  { exits, instruction, neverPointer, held }: Circumstances,
): RejectionClass => {
  if (said === 'uninitialised-register' && exits) return 'return-code';
  if (said === 'stale-packet-pointer' && neverPointer) return 'unknown';
  if (said === 'map-value-bounds' && held.startsWith('pkt(')) return 'packet-bounds';
  if (said === 'unknown' && /invalid bpf_context access/.test(words[0] ?? '') && isStore(instruction)) {
    return 'read-only-write';
  }
  return said;
};

const isStore = (instruction: string): boolean => /^\([0-9a-f]{2}\) (?:lock )?\*\(/.test(instruction);

const callIn = (instruction: string): string | undefined => /call (\w+)#/.exec(instruction)?.[1];

const registerIn = (words: readonly string[]): string =>
  /\b(R\d+)\b/.exec(words.find((line) => /\bR\d+\b/.test(line)) ?? '')?.[1] ?? '';

/** What the register that the reason names, or else the one that the instruction goes through, held. */
const heldBy = (log: VerifierLog, words: readonly string[]): string => {
  if (log.instructionAt === null) return '';
  const through = /\(r(\d+) [+-]\d+\)/.exec(log.store.at(log.instructionAt) ?? '')?.[1];
  const register = registerIn(words) || (through ? `R${through}` : '');
  return registersBefore(log.store, log.instructionAt).get(register) ?? '';
};

const numberOf = (pattern: RegExp, words: readonly string[]): number | undefined => {
  const found = words.map((line) => pattern.exec(line)?.[1]).find((one) => one !== undefined);
  return found === undefined ? undefined : Number(found);
};

/** `off=28 size=4` (`access_size=` in older kernels), or the summands `off -8+0 size 8`. */
const accessIn = (words: readonly string[]): Facts['access'] => {
  for (const line of words) {
    const { offset, size } =
      /off[= ](?<offset>-?\d+(?:\+-?\d+)*),? (?:access_)?size[= ](?<size>\d+)/.exec(line)?.groups ?? {};
    if (offset === undefined || size === undefined) continue;
    const sum = offset.split('+').reduce((total, part) => total + Number(part), 0);
    return { offset: sum, sizeBytes: Number(size) };
  }
  return undefined;
};

const stackIn = (words: readonly string[]): Facts['stack'] => {
  const [, calls, bytes] = /combined stack size of (\d+) calls is (\d+)/.exec(words[0] ?? '') ?? [];
  return bytes === undefined ? undefined : { bytes: Number(bytes), calls: Number(calls) };
};

const takenAt = (log: VerifierLog, words: readonly string[]): number | null => {
  const instruction = numberOf(/alloc_insn=(\d+)/, words);
  return instruction === undefined ? null : logLineOf(log, instruction);
};

const placeOfLogLine = (log: VerifierLog, surroundings: Surroundings, at: number): SourcePlace | null => {
  const source = sourceLineAbove(log, at);
  const instruction = readInstruction(log.store.at(at) ?? '', at)?.instruction ?? null;
  return source === null ? null : placeOfLine(surroundings, source, instruction);
};

const placeOfReport = ({ kernelReport }: VerifierLog): SourcePlace | null => {
  if (!kernelReport || kernelReport.at.file === '') return null;
  const { file, line, column, text } = kernelReport.at;
  return { file: file.replace(/^.*\//, ''), line, column: column > 0 ? column : null, text };
};

const programIn = ({ program }: Surroundings): string => program ?? '';

/** Where nothing of a verifier is in the text, its last line that is not empty. */
const lastWords = ({ store }: VerifierLog): string => {
  for (let at = store.total() - 1; at >= 0; at -= 1) {
    const line = store.at(at)?.trim() ?? '';
    if (line !== '') return line;
  }
  return '';
};
