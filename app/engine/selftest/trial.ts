import type { CallContext, CheckReport, Outcome, SelftestRule } from '../../contract/index.ts';
import { compile, type Build } from '../build/compile.ts';
import { grade } from '../check/grade.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import type { Findings } from './findings.ts';
import { readCode } from '../workspace/program-source.ts';
import { drifted, type Statement } from './statements.ts';
import type { Subject } from './subjects.ts';

interface Bench {
  readonly root: string;
  readonly helper: HelperLink;
  readonly findings: Findings;
  /** The environment that this self-test grades in. */
  readonly place: { readonly name: string; readonly number: number };
  readonly context: CallContext;
}

/** Grades a program, says whether a statement about it holds, and does so `runs` times in all for rule (g). */
export type Trial = (
  assignment: Assignment,
  rule: SelftestRule,
  subject: Subject,
  statement: Statement,
  runs: number,
) => Promise<CheckReport | null>;

/** Null, and a finding that it cannot be told, where the machine kept a program from being graded. */
export const createTrial = ({ root, helper, findings, place, context }: Bench): Trial => {
  const gradeOnce = async (assignment: Assignment, source: Subject['source'], build: Outcome<Build>) => {
    const code = await readCode(source);
    if (!code.ok) return code;
    const graded = { assignment, source, code: code.value, build, only: undefined, environment: place };
    return grade(helper, { ...graded, onStage: () => undefined }, context);
  };

  return async (assignment, rule, { name, source }, statement, runs) => {
    const started = performance.now();
    const build = await compile(root, source, context.signal);
    const first = told(await gradeOnce(assignment, source, build));
    const about = { assignment: assignment.spec.id, subject: name };
    const ms = performance.now() - started;
    if ('cannot' in first) {
      findings.say({ ...about, rule, cannot: true, detail: first.cannot, ms });
      return null;
    }
    findings.say({ ...about, rule, detail: statement(first.report), ms });
    if (runs <= 1) return first.report;

    const again = performance.now();
    let claim = { cannot: false, detail: '' };
    for (let run = 2; run <= runs && claim.detail === '' && !context.signal.aborted; run += 1) {
      const next = told(await gradeOnce(assignment, source, build));
      const detail = 'cannot' in next ? next.cannot : drifted(first.report, next.report, statement);
      if (detail !== '') claim = { cannot: 'cannot' in next, detail: `run ${run}: ${detail}` };
    }
    findings.say({ ...about, rule: 'g', ...claim, ms: performance.now() - again });
    return first.report;
  };
};

const told = (graded: Outcome<CheckReport>): { report: CheckReport } | { cannot: string } => {
  if (!graded.ok) return { cannot: graded.failure.message.en };
  const { verdict, summary, failure } = graded.value;
  if (verdict !== 'cannot') return { report: graded.value };
  return { cannot: [summary.en, failure?.detail ?? ''].join(' ').trim() };
};
