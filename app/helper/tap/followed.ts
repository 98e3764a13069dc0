import type { Lab } from '../lab.ts';
import type { TapReader } from './reader.ts';

const readersOf = new WeakMap<Lab, Map<string, TapReader>>();

/** The readers of a lab's taps, by environment. */
export const readersIn = (lab: Lab): Map<string, TapReader> => {
  const readers = readersOf.get(lab) ?? new Map<string, TapReader>();
  readersOf.set(lab, readers);
  return readers;
};

/** Whether somebody reads the records of an environment, so that a new program must not miss its first packet. */
export const isFollowed = (lab: Lab, environment: string): boolean => readersIn(lab).has(environment);
