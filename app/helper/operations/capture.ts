import { succeed, type Handlers, type Outcome } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import { innerInterface } from '../environment/addresses.ts';
import { namespacePath } from '../environment/presence.ts';
import type { Lab } from '../lab.ts';
import { startTcpdump, type Tcpdump } from './tcpdump.ts';

type Side = 'inner' | 'outer';
type Tcpdumps = Map<Side, Tcpdump>;

const runningOf = new WeakMap<Lab, Map<string, Tcpdumps>>();

const takeRunning = (lab: Lab, environment: string): Tcpdumps => {
  const running = runningOf.get(lab)?.get(environment);
  runningOf.get(lab)?.delete(environment);
  return running ?? new Map<Side, Tcpdump>();
};

const stopAll = async (running: Tcpdumps): Promise<Record<Side, number>> => {
  const dropped = { inner: 0, outer: 0 };
  await Promise.all(
    [...running].map(async ([side, one]) => {
      dropped[side] = await one.stop();
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
      await stopAll(takeRunning(lab, environment));

      const start = (side: Side): Promise<Outcome<Tcpdump>> =>
        startTcpdump({
          interface: side === 'inner' ? innerInterface : environment,
          ...(side === 'inner' && { namespace: namespacePath(environment) }),
          heldChildren: lab.heldChildren,
          onBytes: (bytes) => {
            lab.emit('capture.bytes', { environment, side, bytes: bytes.toString('base64') });
          },
        });
      const asked = [...new Set(sides)];
      const started = await Promise.all(asked.map(start));
      const running: Tcpdumps = new Map();
      asked.forEach((side, index) => {
        const one = started[index];
        if (one?.ok) running.set(side, one.value);
      });
      const failed = started.find((one) => !one.ok);
      if (failed) {
        await stopAll(running);
        return failed;
      }
      const captures = runningOf.get(lab) ?? new Map<string, Tcpdumps>();
      runningOf.set(lab, captures.set(environment, running));
      return succeed({ commands: [] });
    });

/** Ends a capture; one that does not run has dropped nothing. Only now do its commands have an exit code. */
export const stopCapture =
  (lab: Lab): Handlers<HelperContract>['capture.stop'] =>
  ({ environment }) =>
    lab.inTurn(environment, async () => {
      const running = takeRunning(lab, environment);
      const dropped = await stopAll(running);
      return succeed({ dropped, commands: [...running.values()].map(({ command }) => command) });
    });
