import * as v from 'valibot';
import { RunSummary, type CheckReport, type Evidence } from '../../contract/index.ts';

/** What `run.json` says of a run; its report lies beside it. */
export const KeptRun = v.object({
  format: v.literal('xdp-lab-run'),
  version: v.literal(1),
  ...v.omit(RunSummary, ['id']).entries,
  /** Names in `files/`. */
  files: v.array(v.string()),
});
export type KeptRun = v.InferOutput<typeof KeptRun>;

/** More than any lesson's report; one with the log of a huge program may be larger. */
const largestReportBytes = 2 * 1024 * 1024;

const leftOut: Evidence = {
  kind: 'log',
  text: 'The evidence was too large to keep.\n証拠は大きすぎるため保存されていません。\n',
};

/** The text of a report to keep: whole, or without its evidence and commands where that makes over 2 MB. */
export const reportText = (report: CheckReport): string => {
  const whole = JSON.stringify(report);
  if (Buffer.byteLength(whole) <= largestReportBytes) return whole;
  const checks = report.checks.map((check) => ({
    ...check,
    evidence: check.evidence.length > 0 ? [leftOut] : [],
  }));
  return JSON.stringify({ ...report, checks, commands: [] } satisfies CheckReport);
};

/** A report as a list of runs shows it. `at` is ISO 8601, UTC. */
export const summaryOfRun = (
  { verdict, summary, ms, stages, checks }: CheckReport,
  number: number,
  at: string,
): Omit<RunSummary, 'id'> => {
  const required = checks.filter(({ level, code }) => level === 'must' && code !== 'left-out');
  return {
    number,
    at,
    verdict,
    summary,
    live: stages.some(({ name }) => name === 'traffic'),
    passed: required.filter(({ state }) => state === 'pass').length,
    required: required.length,
    ms,
  };
};
