import { succeed, type Handlers, type Outcome } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { innerInterface } from '../environment/addresses.ts';
import { namespacePath } from '../environment/presence.ts';
import type { Lab } from '../lab.ts';
import { startTap, type Tap } from './tcpdump.ts';

type Side = 'inner' | 'outer';
type Taps = Map<Side, Tap>;

const tapsOf = new WeakMap<Lab, Map<string, Taps>>();

const takeTaps = (lab: Lab, environment: string): Taps => {
  const taps = tapsOf.get(lab)?.get(environment);
  tapsOf.get(lab)?.delete(environment);
  return taps ?? new Map<Side, Tap>();
};

const stopAll = async (taps: Taps): Promise<Record<Side, number>> => {
  const dropped = { inner: 0, outer: 0 };
  await Promise.all(
    [...taps].map(async ([side, tap]) => {
      dropped[side] = await tap.stop();
    }),
  );
  return dropped;
};

/** Taps the ends asked for: inner shows a packet before XDP, outer only what XDP passed. A running capture is replaced. */
export const startCapture =
  (lab: Lab): Handlers<HelperContract>['capture.start'] =>
  ({ environment, sides }) =>
    // In turn, so that of two that start at once the second replaces the first, and does not forget it.
    lab.inTurn(environment, async () => {
      const record = lab.seenEnvironment(environment);
      if (!record.ok) return record;
      await stopAll(takeTaps(lab, environment));

      const start = (side: Side): Promise<Outcome<Tap>> =>
        startTap({
          interface: side === 'inner' ? innerInterface : environment,
          ...(side === 'inner' && { namespace: namespacePath(environment) }),
          heldChildren: lab.heldChildren,
          onBytes: (bytes) => {
            lab.emit('capture.bytes', { environment, side, bytes: bytes.toString('base64') });
          },
        });
      const asked = [...new Set(sides)];
      const started = await Promise.all(asked.map(start));
      const taps: Taps = new Map();
      asked.forEach((side, index) => {
        const tap = started[index];
        if (tap?.ok) taps.set(side, tap.value);
      });
      const failed = started.find((tap) => !tap.ok);
      if (failed) {
        await stopAll(taps);
        return failed;
      }
      const captures = tapsOf.get(lab) ?? new Map<string, Taps>();
      tapsOf.set(lab, captures.set(environment, taps));
      return succeed({ commands: [] });
    });

/** Ends a capture; one that does not run has dropped nothing. Only now do its commands have an exit code. */
export const stopCapture =
  (lab: Lab): Handlers<HelperContract>['capture.stop'] =>
  ({ environment }) =>
    lab.inTurn(environment, async () => {
      const taps = takeTaps(lab, environment);
      const dropped = await stopAll(taps);
      return succeed({ dropped, commands: [...taps.values()].map(({ command }) => command) });
    });
