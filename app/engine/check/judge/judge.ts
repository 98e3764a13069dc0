import type { CheckRequest } from '../../../contract/index.ts';
import type { AssignmentSpec, CheckSpec } from '../../lessons/schema.ts';
import type { ProgramSource } from '../../workspace/program-source.ts';
import type { LiveObservation } from '../observe/live.ts';
import type { Observations } from '../observe/observations.ts';
import { judgeAttached } from './attached.ts';
import { judgeBuild } from './build.ts';
import { judgeCounters } from './counters.ts';
import { stale, stoppedBy, type Judgement } from './judgement.ts';
import { judgeLive } from './live.ts';
import { judgeLoad } from './load.ts';
import { judgeSeen } from './seen.ts';
import { judgeSource } from './source.ts';
import { judgeVector } from './vector.ts';

/** Judges one check on what was observed; a check whose observation was never made is stale, or says what stopped it. */
export const judge = async (
  id: string,
  check: CheckSpec,
  { build, dry, live, code }: Observations,
  spec: AssignmentSpec,
  source: ProgramSource,
  only: CheckRequest['only'],
): Promise<Judgement> => {
  if (check.kind === 'build') return build.ok ? judgeBuild(check, build.value) : stoppedBy(build.failure);
  if (check.kind === 'source') return judgeSource(check, code);
  if (!dry) return stale('not-reached');
  if (check.kind === 'load') {
    const object = build.ok ? build.value.object : null;
    return dry.ok ? judgeLoad(dry.value.load, source, object) : stoppedBy(dry.failure);
  }
  if (only === (check.kind === 'vector' ? 'live' : 'vectors')) return stale('left-out');
  if (!dry.ok && check.kind === 'vector') return stoppedOrStale(dry.failure);
  if (!dry.ok || !dry.value.load.accepted) return stale('not-reached');
  if (check.kind === 'vector') return judgeVector(id, check, dry.value);
  return live ? judgeOnLive(check, live, spec) : stale('not-reached');
};

type LiveCheck = Extract<CheckSpec, { kind: 'live' | 'seen' | 'counters' | 'attached' }>;

const judgeOnLive = (check: LiveCheck, live: LiveObservation, spec: AssignmentSpec): Judgement => {
  if (check.kind === 'attached') {
    if (live.attached) return judgeAttached(check, spec, live.attached, live.stages.get('attach') ?? 0);
    return live.stopped ? stoppedBy(live.stopped.failure) : stale('not-reached');
  }
  const observed = live.traffic.get(check.traffic);
  if (!observed) return live.stopped ? stoppedBy(live.stopped.failure) : stale('not-reached');
  const ms = live.stages.get('traffic') ?? 0;
  switch (check.kind) {
    case 'live':
      return judgeLive(check, observed, ms);
    case 'seen':
      return judgeSeen(check, observed, ms);
    case 'counters':
      return judgeCounters(check, observed, ms);
  }
};

/** A program that is not in the object fails the load check alone; a fault of the machine stops the vectors too. */
const stoppedOrStale = (failure: Parameters<typeof stoppedBy>[0]): Judgement => {
  const judgement = stoppedBy(failure);
  return judgement.state === 'cannot' ? judgement : stale('not-reached');
};
