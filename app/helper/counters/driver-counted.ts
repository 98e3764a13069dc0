import { succeed, type Outcome, type Text } from '../../contract/index.ts';
import { readDriverCounts } from '../operations/driver-counts.ts';
import type { Counted } from './counted.ts';
import type { Counts } from './count-map.ts';

/** The driver is asked by a process: no oftener than this. */
export const driverIntervalMs = 500;

const limits: Text = {
  en: 'Counted by the driver (ethtool -S): it has no row for XDP_PASS, counts XDP_ABORTED among the drops, and counts no bytes.',
  ja: 'ドライバーの値です(ethtool -S)。XDP_PASS の行がなく、XDP_ABORTED はドロップに含まれ、バイト数はありません。',
};
const nothingCounts: Text = {
  en: 'Nothing counts this program: it has no xdp_stats_map, no tap, and the driver keeps no count of it.',
  ja: 'このプログラムを数えるものがありません。xdp_stats_map もタップもなく、ドライバーも数えていません。',
};

/** What counts where no map does: the driver in native mode, else nothing, which is noted. */
export const withDriver = async (device: string, counted: Counted): Promise<Outcome<Counted>> => {
  const { counting } = counted;
  if (counted.read || counting.programId === null) return succeed(counted);
  const none = { ...counted, counting: { ...counting, notes: [...counting.notes, nothingCounts] } };
  if (counting.mode !== 'native') return succeed(none);
  const driver = await readDriverCounts(device);
  if (!driver.ok) return driver;
  const { counts } = driver.value;
  if (counts.length === 0) return succeed(none);
  const actions = counts.map(({ action }) => action);
  return succeed({
    ...counted,
    counting: { ...counting, source: 'ethtool', actions, notes: [...counting.notes, limits] },
  });
};

/** The driver's counts now, in the columns given. */
export const readDriver = async (
  device: string,
  { actions }: Counted['counting'],
): Promise<Outcome<Counts>> => {
  const driver = await readDriverCounts(device);
  if (!driver.ok) return driver;
  const { counts } = driver.value;
  const packets = actions.map((action) => counts.find((row) => row.action === action)?.packets ?? 0);
  return succeed({ packets, bytes: null });
};
