import type { CheckReport } from '../../../contract/index.ts';

/** A grading as programs read it: stable names in a stable order; texts become sentences when it is printed. */
export const reportForPrograms = ({
  lesson,
  assignment,
  rev,
  verdict,
  summary,
  ms,
  stages,
  checks,
  hint,
  failure,
  counters,
  commands,
}: CheckReport) => ({
  lesson,
  assignment,
  rev,
  verdict,
  summary,
  ms: rounded(ms),
  stages: stages.map((stage) => ({ ...stage, ms: rounded(stage.ms) })),
  checks: checks.map((check) => ({
    id: check.id,
    kind: check.kind,
    level: check.level,
    state: check.state,
    code: check.code,
    title: check.title,
    message: check.message,
    expected: check.expected,
    actual: check.actual,
    evidence: check.evidence,
    ms: rounded(check.ms),
  })),
  hint,
  failure,
  counters,
  commands: commands.map((command) => ({ ...command, ms: rounded(command.ms) })),
});

/** Thousandths of a millisecond: the clock gives no more that means anything. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
