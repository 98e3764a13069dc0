import type { Explanation } from '../../app/contract/index.ts';
import type { Lab } from '../state/lab.svelte.ts';

const linesInPage = 5000;
/** Logs of more lines are saved, but not offered to be copied. */
export const mostCopiedLines = 50_000;

/** The text of a log, as far as the lab keeps it; undefined where it cannot be had. */
export const wholeLog = async (
  { failures, link }: Lab,
  { explanation, log: { lines, leftOut } }: Explanation,
): Promise<string | undefined> => {
  const parts: string[] = [];
  for (let from = 0; from < lines; from += linesInPage) {
    const asked = { explanation, from, count: Math.min(linesInPage, lines - from) };
    const page = failures.take(await link.call('verifier.log', asked));
    if (!page) return undefined;
    for (const [index, line] of page.lines.entries()) {
      if (line !== null) parts.push(line);
      else if (from + index === leftOut?.from) parts.push(`[… ${String(leftOut.lines)} lines …]`);
    }
  }
  return `${parts.join('\n')}\n`;
};
