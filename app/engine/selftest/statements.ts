import type { CheckReport } from '../../contract/index.ts';
import type { AssignmentSpec } from '../lessons/schema.ts';

/** Each statement compares a report with what the lesson declares, and gives what does not hold; empty: it holds. */
export type Statement = (report: CheckReport) => string;

export const passes: Statement = (report) => (report.verdict === 'pass' ? '' : verdictText(report));

export const doesNotPass: Statement = (report) => (report.verdict === 'pass' ? 'it passes' : '');

/** (a): the first failed check, its code and the hint are the declared ones. */
export const failsAsDeclared =
  ({ startState }: AssignmentSpec): Statement =>
  (report) => {
    const failed = report.checks.find(({ state, level }) => state === 'fail' && level === 'must');
    return different([
      ['verdict', 'fail', report.verdict],
      ['check', startState.check, failed?.id],
      ['code', startState.code, failed?.code],
      ['hint', startState.hint, report.hint?.id],
    ]);
  };

/** (c): the declared check fails, in the declared way, and the declared hint is offered. */
export const isRejectedAsDeclared =
  (declared: AssignmentSpec['rejects'][string]): Statement =>
  (report) => {
    const check = report.checks.find(({ id }) => id === declared.check);
    const cases = (check?.evidence ?? []).flatMap((one) =>
      one.kind === 'packet' && one.state === 'fail' ? [one.case] : [],
    );
    return different([
      ['verdict', 'fail', report.verdict],
      [`check ${declared.check}`, 'fail', check?.state],
      ['code', declared.code ?? check?.code, check?.code],
      [
        'case',
        declared.case,
        declared.case === undefined || cases.includes(declared.case) ? declared.case : cases.join(', '),
      ],
      ['hint', declared.hint, report.hint?.id],
    ]);
  };

/**
 * (g): how a later run differs from the first; empty: they agree. A right program must come out the same in every check;
 * of a wrong one only what is declared need hold, since a mistake may depend on what ping picks at random.
 */
export const drifted = (first: CheckReport, next: CheckReport, statement: Statement): string => {
  if (first.verdict !== 'pass') return statement(next);
  const before = fingerprint(first);
  const after = fingerprint(next);
  return before === after ? '' : `${after}; run 1: ${before}`;
};

const fingerprint = ({ verdict, checks }: CheckReport): string =>
  [verdict, ...checks.map(({ id, state, code }) => `${id}=${state}:${code}`)].join(' ');

const different = (rows: [string, string | undefined, string | undefined][]): string =>
  rows
    .filter(([, wanted, found]) => wanted !== found)
    .map(([what, wanted, found]) => `${what}: declared ${wanted ?? 'none'}, found ${found ?? 'none'}`)
    .join('; ');

const verdictText = ({ verdict, summary, failure }: CheckReport): string =>
  `${verdict}: ${summary.en}${failure?.detail ? ` (${failure.detail})` : ''}`;
