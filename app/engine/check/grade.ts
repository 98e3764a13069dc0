import {
  succeed,
  type CallContext,
  type CheckReport,
  type CheckRequest,
  type CheckResult,
  type LabFailure,
  type Outcome,
  type Stage,
} from '../../contract/index.ts';
import type { Build } from '../build/compile.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { Assignment } from '../lessons/catalogue.ts';
import type { ProgramSource } from '../workspace/program-source.ts';
import { countersOf } from './counters-of.ts';
import { chooseHint } from './hint.ts';
import { createScorecard } from './judge/scorecard.ts';
import { isProgramsFault } from './judge/judgement.ts';
import { observeDry, vectorInputs } from './observe/dry.ts';
import { observeLive, type BuildTap } from './observe/live.ts';
import type { Observations } from './observe/observations.ts';
import { summaryOf, verdictOf } from './summary.ts';

interface Grading {
  readonly assignment: Assignment;
  readonly source: ProgramSource;
  /** Its text with the comments blanked out. */
  readonly code: string;
  readonly build: Outcome<Build>;
  readonly only: CheckRequest['only'];
  readonly environment: CheckRequest['environment'];
  /** Builds what the live part is to attach with the tap, where it is asked for. */
  readonly tap?: BuildTap | undefined;
  readonly onStage: (stage: Stage) => void;
}

/** Grades a build: observes what the kernel does with it stage by stage, judges each check on that, chooses the hint. */
export const grade = async (
  helper: HelperLink,
  { assignment, source, code, build, only, environment, onStage, tap }: Grading,
  context: CallContext,
): Promise<Outcome<CheckReport>> => {
  const started = performance.now();
  const { lesson, spec } = assignment;
  const inputs = vectorInputs(spec);
  if (!inputs.ok) return inputs;
  const observations: Observations = { build, dry: null, live: null, code };
  const scorecard = createScorecard(assignment.spec, observations, source, only);
  const stages: Stage[] = [];
  const ended = (name: Stage['name'], state: Stage['state'], ms: number) => {
    stages.push({ name, state, ms });
    onStage({ name, state, ms });
  };

  await scorecard.judge('build', 'source');
  if (build.ok) ended('build', build.value.object ? 'pass' : 'fail', build.value.ms);
  else ended('build', stateOf(build.failure), 0);
  const object = build.ok ? build.value.object : null;
  if (object) {
    const dry = await observeDry(helper, spec, object, only === 'live' ? [] : inputs.value, context);
    observations.dry = dry;
    const accepted = dry.ok && dry.value.load.accepted;
    await scorecard.judge('load');
    if (dry.ok) ended('load', accepted ? 'pass' : 'fail', dry.value.load.ms);
    else ended('load', stateOf(dry.failure), 0);
    if (accepted && only !== 'live') ended('vectors', await scorecard.judge('vector'), dry.value.vectorsMs);
    if (accepted && only !== 'vectors' && scorecard.hasLive) {
      const { name } = environment ?? spec.environment;
      const live = await helper.inTurn(name, () =>
        observeLive(helper, spec, { object, place: environment, tap }, context),
      );
      observations.live = live;
      const seen = await scorecard.judge('attached', 'live', 'seen', 'counters');
      for (const [name, ms] of live.stages) {
        const stopped = live.stopped?.stage === name ? stateOf(live.stopped.failure) : 'pass';
        ended(name, name === 'traffic' && stopped === 'pass' ? seen : stopped, ms);
      }
    }
  }

  const checks = await scorecard.results();
  const failure = machineFailure(observations);
  const verdict = verdictOf(checks, failure);
  return succeed({
    lesson: lesson.id,
    assignment: spec.id,
    rev: spec.rev,
    verdict,
    summary: summaryOf(verdict, checks, failure),
    ms: (build.ok ? build.value.ms : 0) + performance.now() - started,
    stages,
    checks,
    hint: verdict === 'fail' ? chooseHint(spec.hints, checks, observations.code) : null,
    failure: verdict === 'cannot' ? failure : null,
    ...(observations.live?.tap && { tap: observations.live.tap }),
    counters: countersOf(observations.live),
    commands: commandsOf(observations),
  });
};

const stateOf = (failure: LabFailure): CheckResult['state'] => (isProgramsFault(failure) ? 'fail' : 'cannot');

/** The failure that was the machine's, if one stopped the grading. */
const machineFailure = ({ build, dry, live }: Observations): LabFailure | null => {
  const stopped = [build, dry].find((outcome) => outcome && !outcome.ok);
  const failure = stopped && !stopped.ok ? stopped.failure : live?.stopped?.failure;
  return failure && !isProgramsFault(failure) ? failure : null;
};

const commandsOf = ({ build, dry, live }: Observations) => [
  ...(build.ok ? [build.value.command] : []),
  ...(dry?.ok ? dry.value.commands : []),
  ...(live?.commands ?? []),
];
