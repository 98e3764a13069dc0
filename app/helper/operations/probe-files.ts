import { readFileSync, statSync } from 'node:fs';
import type { Probe } from '../contract/contract.ts';

const vmlinuxBtf = '/sys/kernel/btf/vmlinux';
const disableIp6 = '/proc/sys/net/ipv6/conf/all/disable_ipv6';
const lockdown = '/sys/kernel/security/lockdown';

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
};

const noFile = (path: string): string => `${path}: No such file or directory`;

const btf = (): Probe => {
  const size = statSync(vmlinuxBtf, { throwIfNoEntry: false })?.size;
  return size === undefined
    ? { id: 'btf', state: 'missing', detail: noFile(vmlinuxBtf) }
    : { id: 'btf', state: 'ok', detail: `${vmlinuxBtf}: ${size} bytes` };
};

const ip6 = (): Probe => {
  const disabled = readIfThere(disableIp6);
  if (disabled === undefined) return { id: 'ipv6', state: 'missing', detail: noFile(disableIp6) };
  return { id: 'ipv6', state: disabled === '0' ? 'ok' : 'refused', detail: `${disableIp6}: ${disabled}` };
};

/** The file's chosen word is in brackets; without the file nothing is locked by the lockdown module. */
const lockedDown = (): Probe => {
  const modes = readIfThere(lockdown);
  const isOff = modes === undefined || modes.includes('[none]');
  return { id: 'lockdown', state: isOff ? 'ok' : 'refused', detail: `${lockdown}: ${modes ?? 'not there'}` };
};

/** What the kernel says of itself in files. */
export const probeFiles = (): Probe[] => [btf(), ip6(), lockedDown()];
