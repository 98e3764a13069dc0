import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RejectionClass, SourcePlace, Text } from '../../contract/index.ts';
import { findReason } from './finding.ts';
import { createLogReader } from './log/read-log.ts';
import { readObjectLines } from './object/line-info.ts';
import type { Surroundings } from './place.ts';

/** Why the verifier rejects a program: class, place, plain sentence, and its own words. */
export interface Rejection {
  readonly class: RejectionClass;
  readonly place: SourcePlace | null;
  readonly sentence: Text;
  /** The line of the log that gives the reason, word for word. */
  readonly reason: string;
}

/** What is known of a program beside its log: the file it was compiled from, and the object that was loaded. */
export interface Known {
  readonly source: { readonly path: string } | null;
  readonly object: Uint8Array | null;
  readonly program: string | null;
}

/** Reads what helps to find a line: the object's line table, and the source for kernels that print a line's text alone. */
export const readSurroundings = async ({ source, object, program }: Known): Promise<Surroundings> => {
  const text = source ? await readFile(source.path, 'utf8').catch(() => null) : null;
  return {
    object: object ? readObjectLines(object) : null,
    program,
    source: source && text !== null ? { file: basename(source.path), text } : null,
  };
};

/** Explains a rejection by a log that is at hand as a whole. */
export const explainRejection = async (
  log: string,
  source: { path: string } | null,
  object: Uint8Array | null = null,
): Promise<Rejection> => {
  const reader = createLogReader();
  reader.push(log);
  const read = reader.end();
  const surroundings = await readSurroundings({ source, object, program: read.program });
  const { class: kind, place, sentence, reason } = findReason(read, surroundings);
  return { class: kind, place, sentence, reason };
};
