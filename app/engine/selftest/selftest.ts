import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallContext, SelftestFinding } from '../../contract/index.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { LessonSpec } from '../lessons/schema.ts';
import { leftBehind, tryAssignment } from './assignment.ts';
import { createFindings } from './findings.ts';
import { proseMistakes } from './prose.ts';
import { createTrial } from './trial.ts';

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
  const findings = createFindings(lesson.id, onFinding);
  const { say } = findings;
  const trial = createTrial({ root, helper, findings, place, context });
  const assignments = lesson.assignments.map((spec) => ({
    lesson,
    spec,
    folder: join(root, 'bpf', 'lessons', lesson.id, spec.id),
  }));
  const mistakes = await proseMistakes(root, lesson);
  say({ assignment: null, rule: 'f', subject: 'en.md, ja.md', detail: mistakes.join('; ') });

  const scratch = await mkdtemp(join(tmpdir(), 'xdp-lab-selftest-'));
  try {
    for (const [index, assignment] of assignments.entries()) {
      if (context.signal.aborted) break;
      await tryAssignment({ trial, say, repeat, scratch }, assignment, assignments.slice(index + 1));
      const down = await helper.call('env.down', { name: place.name }, context);
      say({
        assignment: assignment.spec.id,
        rule: 'h',
        subject: place.name,
        detail: down.ok ? leftBehind(place.name) : down.failure.message.en,
        cannot: !down.ok,
      });
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return findings.all;
};
