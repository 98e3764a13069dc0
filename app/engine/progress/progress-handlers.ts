import {
  fail,
  labFailure,
  succeed,
  type CheckReport,
  type Emit,
  type Handlers,
  type LabContract,
  type Outcome,
} from '../../contract/index.ts';
import type { Assignment, Catalogue } from '../lessons/catalogue.ts';
import type { AssignmentSpec } from '../lessons/schema.ts';
import type { WorkSource } from '../workspace/workspace.ts';
import { changeOfReport } from './change-of-report.ts';
import { answered, visited, type Change } from './changes.ts';
import type { ProgressStore } from './progress-store.ts';
import { shownProgress } from './shown-progress.ts';

type ProgressCall = Extract<keyof LabContract['calls'], `progress.${string}`>;

/** What a learner has done: its calls, and what a grading of the learner's own code adds to it. */
export interface ProgressKeeper {
  readonly handlers: Pick<Handlers<LabContract>, ProgressCall>;
  readonly graded: (report: CheckReport, code: WorkSource) => Promise<void>;
}

export const createProgressKeeper = (
  catalogue: Catalogue,
  store: ProgressStore,
  emit: Emit<LabContract>,
): ProgressKeeper => {
  const make = async (change: Change): Promise<void> => {
    const { known, changed } = await store.change(change);
    if (changed) emit('progress.changed', await shownProgress(catalogue, known));
  };
  return {
    handlers: {
      'progress.read': async () => {
        const known = await store.read();
        return known.ok ? succeed(await shownProgress(catalogue, known.value)) : known;
      },
      'progress.visit': async ({ lesson, assignment: id, step }) => {
        const assignment = await catalogue.assignment(lesson, id);
        if (!assignment.ok) return assignment;
        const found = step === null ? succeed(null) : stepOf(assignment.value, step);
        if (!found.ok) return found;
        await make(visited({ lesson, assignment: id, step }));
        return succeed({});
      },
      'progress.answer': async ({ lesson, assignment: id, step: stepId, choice }) => {
        const assignment = await catalogue.assignment(lesson, id);
        if (!assignment.ok) return assignment;
        const step = stepOf(assignment.value, stepId);
        if (!step.ok) return step;
        const { question } = step.value;
        if (!question) return unknown(`question in step ${stepId}`, []);
        const chosen = Object.entries(question.choices).find(([one]) => one === choice)?.[1];
        if (!chosen) return unknown(`choice ${choice}`, Object.keys(question.choices));
        const { rev } = assignment.value.spec;
        await make(answered({ lesson, assignment: id, rev }, stepId, choice));
        return succeed({ right: choice === question.answer, answer: question.answer, why: chosen.why });
      },
    },
    graded: async (report, code) => {
      const change = changeOfReport(report, code, new Date().toISOString());
      if (change) await make(change);
    },
  };
};

const stepOf = ({ spec }: Assignment, id: string): Outcome<AssignmentSpec['steps'][number]> => {
  const step = spec.steps.find((one) => one.id === id);
  return step
    ? succeed(step)
    : unknown(
        `step ${id} in ${spec.id}`,
        spec.steps.map((one) => one.id),
      );
};

const unknown = (thing: string, known: readonly string[]): Outcome<never> =>
  fail(
    labFailure('not-found', {
      thing,
      ...(known.length > 0 && {
        fix: { en: `Choose one of: ${known.join(', ')}`, ja: `次から選んでください: ${known.join('、')}` },
      }),
    }),
  );
