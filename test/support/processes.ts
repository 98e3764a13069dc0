import { readFileSync, readdirSync } from 'node:fs';

/** The process ids whose command line contains `text`. */
export const processesWith = (text: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        // It ended while it was looked at.
        return false;
      }
    });
