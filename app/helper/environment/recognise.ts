import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import type { EnvironmentRecord } from '../environment-record.ts';
import { readLinks } from '../links.ts';
import { planRecord } from './make.ts';
import { namespaceInode } from './presence.ts';

/** What macOf gives an outer end. */
const outerMac = /^02:00:00:00:([0-9a-f]{2}):01$/;

/**
 * As much as must be known to remove an environment whose record cannot be read: its outer end still bears a MAC address
 * of ours, from which everything else follows. Fails with `env-exists` where something of that name bears none.
 */
export const recogniseEnvironment = async (name: string): Promise<Outcome<EnvironmentRecord>> => {
  const seen = await readLinks();
  if (!seen.ok) return seen;
  const link = seen.value.links.find(({ ifname }) => ifname === name);
  const number = outerMac.exec(link?.address ?? '')?.[1];
  const isSomething = link !== undefined || namespaceInode(name) !== undefined;
  if (number === undefined && isSomething) return fail(labFailure('env-exists', { thing: name }));
  const plan = { name, vlan: 'none', legacyIp: false, keep: true } as const;
  return succeed(planRecord({ ...plan, number: Number.parseInt(number ?? '1', 16) }));
};
