import { statSync } from 'node:fs';
import type { EnvironmentRecord } from '../environment-record.ts';
import { interfaceIndex } from '../libc.ts';

/** Where iproute2 keeps named network namespaces (ip-netns(8)). */
export const namespacePath = (name: string): string => `/run/netns/${name}`;

/** The inode of a named namespace, by which it is told from a later one of that name; undefined where there is none. */
export const namespaceInode = (name: string): number | undefined =>
  statSync(namespacePath(name), { throwIfNoEntry: false })?.ino;

/** What is really there under an environment's name, seen now. Null until both exist. */
export const identityOf = (name: string): EnvironmentRecord['identity'] => {
  const inode = namespaceInode(name);
  const outerIndex = interfaceIndex(name);
  return inode === undefined || outerIndex === undefined ? null : { namespaceInode: inode, outerIndex };
};

/** The part of an environment that has vanished or been replaced by something not of the lab; undefined where it is whole. */
export const missingPart = ({ name, identity, outer, inner }: EnvironmentRecord): string | undefined => {
  if (!identity || interfaceIndex(outer.interface) !== identity.outerIndex) return outer.interface;
  if (namespaceInode(name) !== identity.namespaceInode) return `${inner.interface} (${namespacePath(name)})`;
  return undefined;
};
