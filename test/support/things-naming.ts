import { expect, vi } from 'vitest';
import { machineState } from './machine-state.ts';

/** What is on the machine now and has one of these words in its name or command line; other labs may run meanwhile. */
export const thingsNaming = (...words: readonly string[]): string[] =>
  [...machineState()].filter((thing) => words.some((word) => thing.includes(word)));

/** Waits until no such thing is left; fails with the list of those that stay. */
export const thingsNamingAreGone = async (...words: readonly string[]): Promise<void> => {
  await vi.waitFor(
    () => {
      expect(thingsNaming(...words)).toEqual([]);
    },
    { timeout: 10_000, interval: 20 },
  );
};
