import { statSync } from 'node:fs';
import { succeed, type Outcome } from '../../contract/index.ts';
import type { EnvironmentRecord } from '../environment-record.ts';
import { interfaceIndex } from '../libc.ts';
import { readLinks, type Link } from '../links.ts';
import { namespaceInode, namespacePath } from './presence.ts';

/** Whether the link of that name is the one we made. Before its index was written down, its MAC address must tell. */
export const isOurLink = async ({ name, identity, outer }: EnvironmentRecord): Promise<Outcome<boolean>> => {
  const index = interfaceIndex(name);
  if (index === undefined) return succeed(false);
  if (identity) return succeed(index === identity.outerIndex);
  const found = await readLinks();
  if (!found.ok) return found;
  return succeed(
    found.value.links.some(({ ifindex, address }) => ifindex === index && address === outer.mac),
  );
};

/** What the kernel itself puts into a new namespace: lo, and one device for each kind of tunnel it has loaded. */
const ownOfEveryNamespace: readonly string[] = [
  ...['lo', 'tunl0', 'gre0', 'gretap0', 'erspan0', 'ip_vti0'],
  ...['sit0', 'ip6tnl0', 'ip6gre0', 'ip6_vti0'],
];

/** Whether a namespace holds our inner end, or nothing yet: then it is ours, or nobody will miss it. */
export const holdsOnlyOurs = (
  links: readonly Pick<Link, 'ifname' | 'address'>[],
  innerMac: string,
): boolean =>
  links.some(({ address }) => address === innerMac) ||
  links.every(({ ifname }) => ownOfEveryNamespace.includes(ifname));

/** `ip netns add` makes an empty file before it puts a namespace on it: where it was killed in between, there is none. */
const isOnlyAFile = (name: string): boolean =>
  statSync(namespacePath(name), { throwIfNoEntry: false })?.dev !== statSync('/proc/self/ns/net').dev;

/** Whether the namespace of that name is the one we made. Before its inode was written down, what is in it must tell. */
export const isOurNamespace = async ({
  name,
  identity,
  inner,
}: EnvironmentRecord): Promise<Outcome<boolean>> => {
  const inode = namespaceInode(name);
  if (inode === undefined) return succeed(false);
  if (identity) return succeed(inode === identity.namespaceInode);
  if (isOnlyAFile(name)) return succeed(true);
  const found = await readLinks(name);
  return found.ok ? succeed(holdsOnlyOurs(found.value.links, inner.mac)) : found;
};
