import type { CheckReport } from '../../app/contract/index.ts';

/** Packets by action that the last run counted; undefined where none was. */
export const countsOf = (report: CheckReport | undefined): Readonly<Record<string, number>> | undefined =>
  report?.checks.flatMap(({ evidence }) => evidence).find((one) => one.kind === 'counts')?.counts;
