import {
  succeed,
  type ActionCount,
  type CallContext,
  type InputOf,
  type Outcome,
  type RanCommand,
} from '../../../contract/index.ts';
import type { HelperContract } from '../../../helper/contract/index.ts';
import type { HelperLink } from '../../lab/helper-link.ts';
import { recordCapture, type Captured } from './capture.ts';

/** What one kind of traffic showed. `captured` is null where no check looks at packets. */
export interface TrafficObservation {
  /** ICMP sequence numbers, from 1. */
  readonly sent: number[];
  readonly answered: number[];
  /** What the per-action counters rose by, and where they were read. */
  readonly counts: { readonly source: string; readonly counts: ActionCount[] };
  readonly captured: Captured | null;
}

interface Sent {
  readonly sent: number[];
  readonly answered: number[];
  readonly captured?: Captured;
  readonly commands: RanCommand[];
}

type Ping = InputOf<HelperContract, 'traffic.ping'>;

/** Sends pings from inside, and looks at counters (and packets, if `capturing`) before and after. */
export const observeTraffic = async (
  helper: HelperLink,
  ping: Ping,
  capturing: boolean,
  context: CallContext,
): Promise<Outcome<{ observation: TrafficObservation; commands: RanCommand[] }>> => {
  const { environment } = ping;
  const before = await helper.call('counters.read', { environment }, context);
  if (!before.ok) return before;
  const send = () => helper.call('traffic.ping', ping, context);
  const done: Outcome<Sent> = capturing
    ? await recordCapture(helper, environment, context, send)
    : await send();
  if (!done.ok) return done;
  const after = await helper.call('counters.read', { environment }, context);
  if (!after.ok) return after;
  const { sent, answered, commands } = done.value;
  return succeed({
    observation: {
      sent,
      answered,
      captured: done.value.captured ?? null,
      counts: { source: after.value.source, counts: subtract(after.value.counts, before.value.counts) },
    },
    commands: [...before.value.commands, ...commands, ...after.value.commands],
  });
};

const subtract = (after: readonly ActionCount[], before: readonly ActionCount[]): ActionCount[] =>
  after.map((row) => {
    const earlier = before.find(({ action }) => action === row.action);
    return {
      action: row.action,
      packets: row.packets - (earlier?.packets ?? 0),
      bytes: row.bytes === null ? null : row.bytes - (earlier?.bytes ?? 0),
    };
  });
