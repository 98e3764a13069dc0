import { existsSync } from 'node:fs';
import type { CheckReport } from '../../contract/index.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import type { Findings } from './findings.ts';
import { doesNotPass, failsAsDeclared, isRejectedAsDeclared, passes } from './statements.ts';
import { bareReturns, ownProgram, programsUnder, type Subject } from './subjects.ts';
import type { Trial } from './trial.ts';

interface Options {
  readonly trial: Trial;
  readonly say: Findings['say'];
  /** How often each of the lesson's own programs is graded. */
  readonly repeat: number;
  /** A folder for programs written on the way. */
  readonly scratch: string;
}

/** Tries rules (a) to (e), (g) and (i) on one assignment; `later` are those after it in the lesson. */
export const tryAssignment = async (
  { trial, say, repeat, scratch }: Options,
  assignment: Assignment,
  later: readonly Assignment[],
): Promise<void> => {
  const { spec } = assignment;
  const failing: (CheckReport | null)[] = [];
  failing.push(await trial(assignment, 'a', ownProgram(assignment, 'start'), failsAsDeclared(spec), repeat));
  await trial(assignment, 'b', ownProgram(assignment, 'solution'), passes, repeat);
  for (const subject of await programsUnder(assignment, 'accept')) {
    await trial(assignment, 'b', subject, passes, repeat);
  }
  const rejects = await programsUnder(assignment, 'reject');
  for (const subject of rejects) {
    const declared = spec.rejects[subject.name.replace('reject/', '')];
    const statement = declared
      ? isRejectedAsDeclared(declared)
      : () => 'lesson.yaml declares nothing about it';
    failing.push(await trial(assignment, 'c', subject, statement, repeat));
  }
  say({ assignment: spec.id, rule: 'c', subject: 'rejects', detail: missingRejects(spec.rejects, rejects) });
  for (const subject of await bareReturns(assignment, scratch)) {
    failing.push(await trial(assignment, 'd', subject, doesNotPass, 1));
  }
  say({
    assignment: spec.id,
    rule: 'e',
    subject: 'checks',
    detail: neverFailed(Object.keys(spec.checks), failing),
    cannot: failing.includes(null),
  });
  for (const next of later) {
    const subject = { ...ownProgram(next, 'solution'), name: `solution of ${next.spec.id}` };
    await trial(assignment, 'i', subject, passes, 1);
  }
};

/** What of an environment can still be seen without root; empty: nothing. */
export const leftBehind = (name: string): string =>
  [`/sys/class/net/${name}`, `/run/netns/${name}`].filter((path) => existsSync(path)).join(', ');

const neverFailed = (checks: readonly string[], reports: readonly (CheckReport | null)[]): string =>
  checks
    .filter(
      (id) =>
        !reports.some((report) => report?.checks.some((check) => check.id === id && check.state === 'fail')),
    )
    .map((id) => `nothing fails ${id}`)
    .join('; ');

const missingRejects = (declared: object, found: readonly Subject[]): string => {
  const names = found.map(({ name }) => name.replace('reject/', ''));
  const absent = Object.keys(declared).filter((name) => !names.includes(name));
  if (absent.length > 0) return `declared, but not under reject/: ${absent.join(', ')}`;
  return names.length >= 3 ? '' : `${names.length} rejects; three are the least`;
};
