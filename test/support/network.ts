import { execFileSync, spawnSync } from 'node:child_process';
import * as v from 'valibot';

const Addresses = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      ifindex: v.number(),
      ifname: v.string(),
      address: v.optional(v.string()),
      operstate: v.string(),
      addr_info: v.array(
        v.object({ local: v.string(), prefixlen: v.number(), tentative: v.optional(v.boolean()) }),
      ),
    }),
  ),
);

const Rows = v.pipe(v.string(), v.parseJson(), v.array(v.record(v.string(), v.unknown())));

/** Runs a command to its end and gives what it printed; throws where it fails. */
export const here = (file: string, ...args: readonly string[]): string =>
  execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs `ip` in the root namespace, or with `-n NAME` first in another, and gives what it printed. */
export const ip = (...args: readonly string[]): string => here('ip', ...args);

/** Every interface of a namespace (null: the root one), read anew. */
export const interfacesIn = (namespace: string | null) =>
  v.parse(Addresses, ip(...(namespace === null ? [] : ['-n', namespace]), '-j', 'address', 'show'));

/** An interface by name; throws where there is none. */
export const interfaceIn = (namespace: string | null, name: string) => {
  const found = interfacesIn(namespace).find(({ ifname }) => ifname === name);
  if (!found) throw new Error(`there is no interface ${name}`);
  return found;
};

/** Every address of the interfaces given, `address/prefix`, sorted. */
export const addressesOn = (namespace: string | null, names: readonly string[]): string[] =>
  interfacesIn(namespace)
    .filter(({ ifname }) => names.includes(ifname))
    .flatMap(({ addr_info }) => addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`))
    .sort();

/** What another `ip -j … show` lists, as it stands. */
export const ipRows = (...args: readonly string[]) => v.parse(Rows, ip('-j', ...args));

/** A command inside a namespace, without the /sys of its own that `ip netns exec` would give it. */
export const inside = (namespace: string, ...command: readonly string[]): string =>
  here('nsenter', `--net=/run/netns/${namespace}`, ...command);

/** Whether one echo request to `target` is answered within half a second. */
export const answers = (namespace: string | null, target: string): boolean => {
  const ping = ['ping', '-n', '-c', '1', '-W', '0.5', target];
  const [file = '', ...args] =
    namespace === null ? ping : ['nsenter', `--net=/run/netns/${namespace}`, ...ping];
  return spawnSync(file, args).status === 0;
};
