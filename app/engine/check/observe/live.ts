import type {
  AttachedProgram,
  CallContext,
  LabFailure,
  Outcome,
  RanCommand,
  StageName,
  TapState,
} from '../../../contract/index.ts';
import type { HelperLink } from '../../lab/helper-link.ts';
import type { AssignmentSpec } from '../../lessons/schema.ts';
import { noTap, type TapInput } from '../../tap/tap-for.ts';
import { bringUp, type Place } from './bring-up.ts';
import { observeTraffic, type TrafficObservation } from './traffic.ts';

/** Builds the tapped object of the program that is graded. */
export type BuildTap = () => Promise<Outcome<TapInput>>;

/** What is to run live, and where. */
interface Subject {
  readonly object: Buffer;
  readonly place: Place | undefined;
  readonly tap: BuildTap | undefined;
}

/** How far the live run came: what it saw, and the failure that stopped it, if any, with its stage. */
export interface LiveObservation {
  readonly attached: AttachedProgram | null;
  /** Null where the tap was not asked for, or nothing was attached. */
  readonly tap: TapState | null;
  readonly traffic: ReadonlyMap<string, TrafficObservation>;
  readonly stopped: { readonly stage: StageName; readonly failure: LabFailure } | null;
  readonly stages: ReadonlyMap<StageName, number>;
  readonly commands: RanCommand[];
}

/** Short enough that nobody waits, long enough that packets do not overtake one another on veth. */
const pingIntervalMs = 2;

/** Brings the environment up, attaches the object, and sends each kind of traffic that a check asks about. */
export const observeLive = async (
  helper: HelperLink,
  spec: AssignmentSpec,
  { object, place, tap: buildTap }: Subject,
  context: CallContext,
): Promise<LiveObservation> => {
  const stages = new Map<StageName, number>();
  const commands: RanCommand[] = [];
  const traffic = new Map<string, TrafficObservation>();
  let attached: AttachedProgram | null = null;
  let tap: TapState | null = null;
  const ending = (stopped: LiveObservation['stopped']): LiveObservation => ({
    attached,
    tap,
    traffic,
    stopped,
    stages,
    commands,
  });

  /** Runs a verb as (part of) a stage: its time is added to the stage, its commands to the list. */
  const during = async <T extends { commands: RanCommand[] }>(
    stage: StageName,
    verb: () => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const started = performance.now();
    const outcome = await verb();
    stages.set(stage, (stages.get(stage) ?? 0) + performance.now() - started);
    if (outcome.ok) commands.push(...outcome.value.commands);
    return outcome;
  };

  const up = await during('environment', () => bringUp(helper, spec, place, context));
  if (!up.ok) return ending({ stage: 'environment', failure: up.failure });
  const { name } = up.value.environment;

  const tapped = buildTap ? await during('attach', buildTap) : noTap;
  if (!tapped.ok) return ending({ stage: 'attach', failure: tapped.failure });
  const { program, mode } = spec.attach;
  const load = await during('attach', () =>
    helper.call(
      'program.attach',
      {
        ...{ environment: name, object: object.toString('base64'), program, mode, loader: 'xdp-loader' },
        ...tapped.value.input,
      },
      context,
    ),
  );
  if (!load.ok) return ending({ stage: 'attach', failure: load.failure });
  attached = load.value.attached;
  tap = load.value.tap ?? tapped.value.state;

  for (const [id, { family, vlan, count, lengthBytes }] of Object.entries(spec.traffic)) {
    const askedFor = Object.values(spec.checks).filter((check) => 'traffic' in check && check.traffic === id);
    if (askedFor.length === 0) continue;
    const capturing = askedFor.some((check) => check.kind === 'seen');
    const observed = await during('traffic', () =>
      observeTraffic(
        helper,
        { environment: name, intervalMs: pingIntervalMs, family, vlan, count, lengthBytes },
        capturing,
        context,
      ),
    );
    if (!observed.ok) return ending({ stage: 'traffic', failure: observed.failure });
    traffic.set(id, observed.value.observation);
  }
  return ending(null);
};
