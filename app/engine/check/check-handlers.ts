import { resolve } from 'node:path';
import {
  fail,
  labFailure,
  succeed,
  type CallContext,
  type CheckReport,
  type CheckRequest,
  type CheckSource,
  type Emit,
  type Handlers,
  type LabContract,
  type Outcome,
  type Stage,
} from '../../contract/index.ts';
import { compile } from '../build/compile.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { Assignment, Catalogue } from '../lessons/catalogue.ts';
import { tapBeside } from '../tap/tap-beside.ts';
import { locateSource, readCode, type ProgramSource } from '../workspace/program-source.ts';
import { createFileWatcher } from '../workspace/file-watcher.ts';
import type { Workspace, WorkSource } from '../workspace/workspace.ts';
import { grade } from './grade.ts';
import { createLatest } from './latest.ts';

interface Parts {
  readonly root: string;
  readonly catalogue: Catalogue;
  readonly helper: HelperLink;
  readonly workspace: Workspace;
  /** Hears what became of the learner's own files. */
  readonly graded: (assignment: Assignment, report: CheckReport, code: WorkSource) => Promise<void>;
  readonly emit: Emit<LabContract>;
}

/** Grading once (`check.run`) and on every save (`check.watch`). */
export const checkHandlers = (parts: Parts): Pick<Handlers<LabContract>, 'check.run' | 'check.watch'> => {
  const latest = createLatest();
  return {
    'check.run': async (request, context) => {
      const { lesson, assignment, source } = request;
      const run = (signal: AbortSignal) => check(parts, request, { ...context, signal });
      // Nobody waits for what became of code that was replaced meanwhile.
      const checked =
        source.kind === 'workspace'
          ? await latest(`${lesson}/${assignment}`, context.signal, run)
          : await run(context.signal);
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
  };
};

/** The whole way of a grading; `dependencies` are the files that a later save may change. */
const check = async (
  { root, catalogue, helper, workspace, graded: tellGraded, emit }: Parts,
  { lesson, assignment: assignmentId, source: from, only, environment, tap }: CheckRequest,
  context: CallContext,
): Promise<Outcome<{ report: CheckReport; dependencies: string[] }>> => {
  const assignment = await catalogue.assignment(lesson, assignmentId);
  if (!assignment.ok) return assignment;
  const located = await locate(workspace, from, assignment.value);
  if (!located.ok) return located;
  const { source, learners } = located.value;
  const code = await readCode(source);
  if (!code.ok) return code;
  // clang takes about as long as a helper does to start. Nobody is asked for root before the program compiles.
  helper.startUnasked();
  const build = await compile(root, source, context.signal);
  const onStage = (stage: Stage): void => {
    emit('check.stage', { lesson, assignment: assignmentId, stage });
  };
  const program = assignment.value.spec.attach.program;
  const isRun = tap && only !== 'vectors' && build.ok && build.value.object;
  const beside = isRun ? tapBeside(root, source, program, context.signal) : undefined;
  const grading = {
    assignment: assignment.value,
    source,
    code: code.value,
    build,
    only,
    environment,
    onStage,
    ...(beside && { tap: beside.built }),
  };
  const graded = await grade(helper, grading, context);
  beside?.end();
  if (context.signal.aborted) return fail(labFailure('cancelled', { thing: `${lesson}/${assignmentId}` }));
  if (!graded.ok) return graded;
  if (learners) await tellGraded(assignment.value, graded.value, learners);
  return succeed({
    report: graded.value,
    dependencies: build.ok ? build.value.dependencies : [source.path],
  });
};

/** The C file to grade; `learners` is there where it is the learner's own of the workspace. */
const locate = async (
  workspace: Workspace,
  from: CheckSource,
  assignment: Assignment,
): Promise<Outcome<{ source: ProgramSource; learners?: WorkSource }>> => {
  if (from.kind === 'workspace') {
    const learners = await workspace.source(assignment);
    return learners.ok ? succeed({ source: learners.value.source, learners: learners.value }) : learners;
  }
  const source = await locateSource(from, assignment);
  return source.ok ? succeed({ source: source.value }) : source;
};
