import { resolve } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type CallContext,
  type CheckReport,
  type CheckRequest,
  type Emit,
  type Handlers,
  type LabContract,
  type Outcome,
  type Stage,
} from '../../contract/index.ts';
import { compile } from '../build/compile.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { Catalogue } from '../lessons/catalogue.ts';
import { locateSource, readCode } from '../workspace/program-source.ts';
import { createFileWatcher } from '../workspace/file-watcher.ts';
import { grade } from './grade.ts';

interface Parts {
  readonly root: string;
  readonly catalogue: Catalogue;
  readonly helper: HelperLink;
  readonly emit: Emit<LabContract>;
}

/** Grading once (`check.run`) and on every save (`check.watch`). */
export const checkHandlers = (parts: Parts): Pick<Handlers<LabContract>, 'check.run' | 'check.watch'> => ({
  'check.run': async (request, context) => {
    const checked = await check(parts, request, context);
    return checked.ok ? succeed(checked.value.report) : checked;
  },
  'check.watch': async ({ lesson, assignment, path }, context) => {
    const request: CheckRequest = { lesson, assignment, source: { kind: 'path', path }, only: 'vectors' };
    const watcher = createFileWatcher();
    let reports = 0;
    try {
      watcher.watch([resolve(path)]);
      do {
        const checked = await check(parts, request, context);
        // A file that is missing for a moment is one being saved; a first answer that fails ends it all.
        if (!checked.ok && reports === 0) return checked;
        if (!checked.ok) continue;
        reports += 1;
        parts.emit('check.report', checked.value.report);
        watcher.watch(checked.value.dependencies);
      } while (await watcher.changed(context.signal));
    } finally {
      watcher.dispose();
    }
    return succeed({ reports });
  },
});

/** The whole way of a grading; `dependencies` are the files that a later save may change. */
const check = async (
  { root, catalogue, helper, emit }: Parts,
  { lesson, assignment: assignmentId, source: from, only, environment }: CheckRequest,
  context: CallContext,
): Promise<Outcome<{ report: CheckReport; dependencies: string[] }>> => {
  const assignment = await catalogue.assignment(lesson, assignmentId);
  if (!assignment.ok) return assignment;
  const source = await locateSource(from, assignment.value);
  if (!source.ok) return source;
  const code = await readCode(source.value);
  if (!code.ok) return code;
  // clang takes about as long as a helper does to start. Nobody is asked for root before the program compiles.
  helper.startUnasked();
  const build = await compile(root, source.value, context.signal);
  const onStage = (stage: Stage): void => {
    emit('check.stage', { lesson, assignment: assignmentId, stage });
  };
  const grading = {
    assignment: assignment.value,
    source: source.value,
    code: code.value,
    build,
    only,
    environment,
    onStage,
  };
  const graded = await grade(helper, grading, context);
  if (context.signal.aborted) return fail(labFailure('cancelled', { thing: `${lesson}/${assignmentId}` }));
  if (!graded.ok) return graded;
  return succeed({
    report: graded.value,
    dependencies: build.ok ? build.value.dependencies : [source.value.path],
  });
};
