import {
  succeed,
  type ActionCount,
  type Outcome,
  type RanCommand,
  type XdpAction,
} from '../../contract/index.ts';
import { runTool } from '../tool.ts';

/** veth's names (drivers/net/veth.c). It counts ABORTED among the drops, and PASS nowhere. */
const actionOfCounter: Readonly<Record<string, XdpAction>> = {
  drops: 'XDP_DROP',
  tx: 'XDP_TX',
  redirect: 'XDP_REDIRECT',
};

/** Sums the per-queue XDP counters in the output of `ethtool -S`; empty where the driver has none. */
export const parseDriverCounts = (report: string): ActionCount[] => {
  const packets = new Map<XdpAction, number>();
  for (const [, counter = '', count] of report.matchAll(/rx_queue_\d+_xdp_(\w+): (\d+)/g)) {
    const action = actionOfCounter[counter];
    if (action) packets.set(action, (packets.get(action) ?? 0) + Number(count));
  }
  return [...packets].map(([action, count]) => ({ action, packets: count, bytes: null }));
};

/** What the driver counted on an interface in native mode. */
export const readDriverCounts = async (
  interfaceName: string,
): Promise<Outcome<{ counts: ActionCount[]; command: RanCommand }>> => {
  const run = await runTool('ethtool', ['-S', interfaceName]);
  return run.ok ? succeed({ counts: parseDriverCounts(run.value.stdout), command: run.value.command }) : run;
};
