import type { Explanation, SourcePlace, SourceVisit } from '../../contract/index.ts';
import { findReason, type Finding } from './finding.ts';
import { readInstruction } from './log/instruction.ts';
import type { VerifierLog, Visit } from './log/read-log.ts';
import { registersBefore, type Register } from './log/registers.ts';
import { placeOfLine, type Surroundings } from './place.ts';
import { acceptedSentence, cutOffSentence, unrecognisedSentence } from './sentences/index.ts';

/** Visits and lines that come with the first answer; the others are asked for. */
const firstVisits = 200;

/** A visit of more instructions than these shows its first ones: no line of C has as many. */
const longestVisit = 2000;

/** An explanation that is kept, to answer what is asked for later. */
export interface Explained {
  readonly summary: Omit<Explanation, 'explanation' | 'commands' | 'ms'>;
  readonly visits: (from: number, count: number) => SourceVisit[];
  readonly lines: (from: number, count: number) => (string | null)[];
  readonly registers: (logLine: number) => Register[];
}

const nothingFound: Finding = {
  class: 'unknown',
  packetCase: null,
  place: null,
  related: null,
  sentence: acceptedSentence,
  reason: '',
  proof: null,
};

const cutOff: Finding = { ...nothingFound, sentence: cutOffSentence };

/** Explains a log that was read to its end. `accepted` is what the kernel said, where the lab asked it itself. */
export const explainLog = (
  log: VerifierLog,
  surroundings: Surroundings,
  accepted = seemsAccepted(log),
): Explained => {
  const { store } = log;
  const placeOf = placesOfLines(surroundings);
  const visitAt = (number: number): SourceVisit[] => {
    const visit = log.visitAt(number);
    return visit ? [asVisit(log, placeOf, number, visit)] : [];
  };
  const visits = (from: number, count: number): SourceVisit[] =>
    upTo(from, Math.min(count, log.visitCount - from)).flatMap(visitAt);
  const finding = accepted ? nothingFound : isCutOff(log) ? cutOff : findReason(log, surroundings);
  const leftOut = log.visitsLeftOut;
  return {
    summary: {
      ...finding,
      accepted,
      class: accepted ? null : finding.class,
      sentence:
        accepted || log.recognised || finding.class !== 'unknown' ? finding.sentence : unrecognisedSentence,
      kernelReport: log.kernelReport?.report ?? null,
      program: log.program ?? surroundings.program,
      recognised: accepted || log.recognised,
      processedInstructions: log.processed,
      rejected: accepted || log.rejectedVisit === null ? null : (visitAt(log.rejectedVisit)[0] ?? null),
      visits: {
        total: log.visitCount,
        leftOut: leftOut && { from: leftOut.from, visits: leftOut.count },
        first: visits(0, firstVisits),
      },
      log: { lines: store.total(), characters: store.characters(), leftOut: store.leftOut() },
    },
    visits,
    lines: (from, count) =>
      upTo(from, Math.min(count, store.total() - from)).map((number) => store.at(number) ?? null),
    registers: (logLine) => [...registersBefore(store, logLine)].map(([name, value]) => ({ name, value })),
  };
};

/** Neither the verifier nor a tool says why, although the program was on its way through. */
const isCutOff = ({ reason, toolWords, recognised, kernelReport }: VerifierLog): boolean =>
  recognised && reason === '' && toolWords === '' && kernelReport === null;

/** A log that counts its instructions and gives no reason is one of a program that was taken. */
const seemsAccepted = ({ processed, reason, refused, kernelReport }: VerifierLog): boolean =>
  processed !== null && reason === '' && !refused && kernelReport === null;

const upTo = (from: number, count: number): number[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => from + index);

type PlaceOf = (sourceLine: string, instruction: number | null) => SourcePlace | null;

/** A source line comes again and again; where it names its number, it is read once. */
const placesOfLines = (surroundings: Surroundings): PlaceOf => {
  const known = new Map<string, SourcePlace | null>();
  return (sourceLine, instruction) => {
    const key = `${sourceLine}\n${instruction ?? ''}`;
    const found = known.get(key) ?? placeOfLine(surroundings, sourceLine, instruction);
    known.set(key, found);
    return found;
  };
};

const asVisit = ({ store }: VerifierLog, placeOf: PlaceOf, number: number, visit: Visit): SourceVisit => {
  const { source, from, to } = visit;
  const lines = upTo(from, Math.min(to - from, longestVisit)).map((at) => ({ at, line: store.at(at) }));
  const kept = lines.every(({ line }) => line !== undefined);
  const instructions = lines.flatMap(({ at, line }) => readInstruction(line ?? '', at) ?? []);
  const place = source === '' ? null : placeOf(source, instructions[0]?.instruction ?? null);
  return { number, place, from, to, instructions: kept ? instructions : null };
};
