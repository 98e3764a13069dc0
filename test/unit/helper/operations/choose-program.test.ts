import { expect, it } from 'vitest';
import type { BpfObject } from '../../../../app/helper/libbpf/object.ts';
import { requireProgram } from '../../../../app/helper/operations/choose-program.ts';

const holding = (programs: BpfObject['programs'], ...maps: string[]): BpfObject => ({
  programs,
  maps: () => maps.map((name) => ({ name, type: 2, keyBytes: 4, valueBytes: 8, maxEntries: 1 })),
  pinsByName: false,
  keepsState: false,
  load: () => Promise.reject(new Error('not asked for here')),
  loadAtOnce: () => ({ errno: 0, log: '' }),
  pinMaps: () => 0,
  mapFd: () => undefined,
  programFd: () => -1,
  runsFrames: () => true,
  close: () => undefined,
});
const saidOf = (object: BpfObject, name: string): string => {
  const found = requireProgram(object, name);
  return found.ok ? 'ok' : `${found.failure.code}: ${found.failure.detail}`;
};
const parity = { name: 'xdp_parity', type: 'xdp' };

it('takes an XDP program, also from a section whose name does not tell', () => {
  expect(saidOf(holding([parity], 'xdp_stats_map', '.rodata.str1.1'), 'xdp_parity')).toBe('ok');
  expect(saidOf(holding([{ name: 'xdp_old', type: 'unspec' }]), 'xdp_old')).toBe('ok');
});

it('names the programs there are, and the type of those that are not XDP', () => {
  const object = holding([parity, { name: 'vlan_push', type: 'sched_cls' }]);
  expect(saidOf(object, 'vlan_push')).toBe(
    'program-missing: The object holds: xdp_parity, vlan_push (sched_cls)',
  );
  expect(saidOf(holding([]), 'xdp_parity')).toBe('program-missing: The object holds no program.');
});

it.each([
  ['a program', holding([parity, { name: 'aaaaaaaaaaaaaaa/../../evil', type: 'xdp' }])],
  ['a map', holding([parity], 'aaaaaaaaaaaaaaa/../../evil')],
])('refuses an object in which %s is named as a path', (_what, object) => {
  expect(saidOf(object, 'xdp_parity')).toBe(
    'not-an-object: A program or map is named aaaaaaaaaaaaaaa/../../evil, which is a path.',
  );
});
