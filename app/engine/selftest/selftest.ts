import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  succeed,
  type CallContext,
  type CheckReport,
  type Outcome,
  type SelftestFinding,
  type SelftestRule,
} from '../../contract/index.ts';
import { compile, type Build } from '../build/compile.ts';
import { grade } from '../check/grade.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import type { LessonSpec } from '../lessons/schema.ts';
import { proseMistakes } from './prose.ts';
import {
  doesNotPass,
  drifted,
  failsAsDeclared,
  isRejectedAsDeclared,
  passes,
  type Statement,
} from './statements.ts';
import { bareReturns, ownProgram, programsUnder, type Subject } from './subjects.ts';

interface Selftest {
  readonly root: string;
  readonly helper: HelperLink;
  /** How often each program is graded in all, for rule (g). */
  readonly repeat: number;
  readonly onFinding: (finding: SelftestFinding) => void;
}

/** An environment of this process alone, so that a self-test and a learner, or two self-tests, do not meet. */
const place = { name: `selftest-${process.pid % 10_000}`, number: 100 + (process.pid % 150) };

/** Tries every rule of a correct lesson on one lesson, on the real kernel. */
export const selftest = async (
  { root, helper, repeat, onFinding }: Selftest,
  lesson: LessonSpec,
  context: CallContext,
): Promise<SelftestFinding[]> => {
  const findings: SelftestFinding[] = [];
  const say = (finding: Omit<SelftestFinding, 'lesson' | 'state'> & { cannot?: boolean }): void => {
    const { cannot = false, ...rest } = finding;
    const told = {
      lesson: lesson.id,
      state: cannot ? 'cannot' : rest.detail === '' ? 'pass' : 'fail',
      ...rest,
    } as const;
    findings.push(told);
    onFinding(told);
  };
  const assignments = lesson.assignments.map((spec) => ({
    lesson,
    spec,
    folder: join(root, 'bpf', 'lessons', lesson.id, spec.id),
  }));
  const scratch = await mkdtemp(join(tmpdir(), 'xdp-lab-selftest-'));

  const gradeOnce = (assignment: Assignment, source: Subject['source'], build: Outcome<Build>) =>
    grade(
      helper,
      { assignment, source, build, only: undefined, environment: place, onStage: () => undefined },
      context,
    );

  /** Grades a subject, says whether the statement holds, and grades it again and again for (g). */
  const tried = async (
    assignment: Assignment,
    rule: SelftestRule,
    { name, source }: Subject,
    statement: Statement,
    repeats: number,
  ): Promise<CheckReport | null> => {
    const started = performance.now();
    const build = await compile(root, source, context.signal);
    const first = await gradeOnce(assignment, source, build);
    const about = { assignment: assignment.spec.id, subject: name };
    const elapsed = () => performance.now() - started;
    if (!first.ok) {
      say({ ...about, rule, cannot: true, detail: first.failure.message.en, ms: elapsed() });
      return null;
    }
    const report = first.value;
    say({ ...about, rule, cannot: report.verdict === 'cannot', detail: statement(report), ms: elapsed() });
    if (repeats <= 1) return report;
    const again = performance.now();
    let detail = '';
    for (let run = 2; run <= repeats && detail === '' && !context.signal.aborted; run += 1) {
      const next = await gradeOnce(assignment, source, build);
      const drift = next.ok ? drifted(report, next.value, statement) : next.failure.message.en;
      if (drift !== '') detail = `run ${run}: ${drift}`;
    }
    say({ ...about, rule: 'g', detail, ms: performance.now() - again });
    return report;
  };

  try {
    say({
      assignment: null,
      rule: 'f',
      subject: 'en.md, ja.md',
      detail: (await proseMistakes(root, lesson)).join('; '),
      ms: 0,
    });
    for (const [index, assignment] of assignments.entries()) {
      if (context.signal.aborted) break;
      const { spec } = assignment;
      const failing: (CheckReport | null)[] = [];
      failing.push(
        await tried(assignment, 'a', ownProgram(assignment, 'start'), failsAsDeclared(spec), repeat),
      );
      await tried(assignment, 'b', ownProgram(assignment, 'solution'), passes, repeat);
      for (const subject of await programsUnder(assignment, 'accept')) {
        await tried(assignment, 'b', subject, passes, repeat);
      }
      const rejects = await programsUnder(assignment, 'reject');
      for (const subject of rejects) {
        const declared = spec.rejects[subject.name.replace('reject/', '')];
        const statement = declared
          ? isRejectedAsDeclared(declared)
          : () => 'lesson.yaml declares nothing about it';
        failing.push(await tried(assignment, 'c', subject, statement, repeat));
      }
      say({
        assignment: spec.id,
        rule: 'c',
        subject: 'rejects',
        detail: missingRejects(spec.rejects, rejects),
        ms: 0,
      });
      for (const subject of await bareReturns(assignment, scratch)) {
        failing.push(await tried(assignment, 'd', subject, doesNotPass, 1));
      }
      say({
        assignment: spec.id,
        rule: 'e',
        subject: 'checks',
        detail: neverFailed(Object.keys(spec.checks), failing),
        ms: 0,
      });
      for (const later of assignments.slice(index + 1)) {
        const subject = { ...ownProgram(later, 'solution'), name: `solution of ${later.spec.id}` };
        await tried(assignment, 'i', subject, passes, 1);
      }
      const { name } = place;
      const down = await helper.call('env.down', { name }, context);
      const left = down.ok ? leftBehind(name) : down.failure.message.en;
      say({ assignment: spec.id, rule: 'h', subject: name, detail: left, ms: 0 });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return findings;
};

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

/** What of an environment can still be seen without root. */
const leftBehind = (name: string): string =>
  [`/sys/class/net/${name}`, `/run/netns/${name}`].filter((path) => existsSync(path)).join(', ');

export const selftestAll = async (
  options: Selftest,
  lessons: readonly LessonSpec[],
  context: CallContext,
): Promise<Outcome<{ findings: SelftestFinding[] }>> => {
  const findings: SelftestFinding[] = [];
  for (const lesson of lessons) findings.push(...(await selftest(options, lesson, context)));
  return succeed({ findings });
};
