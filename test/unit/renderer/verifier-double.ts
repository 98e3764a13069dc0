import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { Explanation, Handlers, LabContract, SourceVisit } from '../../../app/contract/index.ts';

const both = (text: string) => ({ en: text, ja: `${text}。` });

/** The source line of a visit; `line` counts from 1. */
export const placeAt = (line: number) => ({
  file: '/home/learner/prog.c',
  ...{ line, column: null, text: `\tline ${String(line)};` },
});

/** A visit of two instructions. */
export const visit = (number: number): SourceVisit => ({
  number,
  place: placeAt(number + 1),
  from: 10 * number,
  to: 10 * number + 2,
  instructions: [0, 1].map((index) => ({
    logLine: 10 * number + index,
    instruction: 2 * number + index,
    text: `r${String(index)} = 0`,
    state: `R${String(index)}=0`,
  })),
});

/** Of so many visits the last is the rejected one. */
export const rejection = (name: string, total: number): Explanation => ({
  explanation: name,
  accepted: false,
  class: 'packet-bounds',
  packetCase: 'too-short',
  place: placeAt(total),
  related: placeAt(2),
  sentence: both('The check proves too little.'),
  reason: 'invalid access to packet, off=12 size=2, R1(id=0,off=12,r=6)',
  proof: { provenBytes: 6, neededBytes: 14 },
  kernelReport: null,
  program: 'xdp_parser',
  recognised: true,
  processedInstructions: 1234,
  rejected: visit(total - 1),
  visits: { total, leftOut: null, first: Array.from({ length: Math.min(200, total) }, (_, n) => visit(n)) },
  log: { lines: 10 * total, characters: 400 * total, leftOut: null },
  commands: [],
  ms: 3,
});

/** A program that is taken. */
export const acceptance: Explanation = {
  ...rejection('taken', 3),
  ...{ accepted: true, class: null, packetCase: null, place: null, related: null },
  ...{ sentence: both('The verifier accepts the program.'), reason: '', proof: null, rejected: null },
};

/** The verifier's calls. Every explanation has a name of its own; the lab has forgotten those in `forgotten`. */
export const verifierDouble = (explained: Explanation = rejection('first', 450)) => {
  const forgotten = new Set<string>();
  let answer: Explanation = explained;
  const kept = <T>(name: string, value: T) =>
    Promise.resolve(
      forgotten.has(name) ? fail(labFailure('not-found', { thing: `explanation ${name}` })) : succeed(value),
    );
  const handlers: Partial<Handlers<LabContract>> = {
    'verifier.explain': () => Promise.resolve(succeed(answer)),
    'verifier.visits': ({ explanation, from, count }) =>
      kept(explanation, { visits: Array.from({ length: count }, (_, index) => visit(from + index)) }),
    'verifier.log': ({ explanation, from, count }) =>
      kept(explanation, {
        lines: Array.from({ length: count }, (_, index) => `${String(from + index)}: (b7) r0 = 0`),
      }),
    'verifier.registers': ({ explanation, logLine }) =>
      kept(explanation, {
        registers: [
          { name: 'R1', value: 'pkt(r=6)' },
          { name: 'R10', value: `fp0 at ${String(logLine)}` },
        ],
      }),
  };
  return {
    handlers,
    forget: (name: string) => forgotten.add(name),
    explainsNext: (next: Explanation) => {
      answer = next;
    },
  };
};
