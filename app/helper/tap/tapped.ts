import { closeSync } from 'node:fs';
import type { AttachedProgram } from '../../contract/index.ts';
import { libbpf, type Libbpf } from '../libbpf/library.ts';
import { openMapOfProgram } from '../libbpf/loaded-map.ts';

/** The maps of bpf/tap/xdp_tap.c, by which a tapped program is known, also one that an earlier lab attached. */
export const tapMaps = {
  counts: 'xdp_lab_counts',
  state: 'xdp_lab_state',
  on: 'xdp_lab_on',
  ring: 'xdp_lab_ring',
} as const;

/** Whether the tap stands around a loaded program. */
export const isTapped = (lib: Libbpf, programId: number): boolean => {
  const map = openMapOfProgram(lib, programId, tapMaps.counts);
  if (map) closeSync(map.fd);
  return map !== undefined;
};

/** An attached program with `tapped` where it is. */
export const markTapped = (program: AttachedProgram): AttachedProgram => {
  const lib = libbpf();
  return lib.ok && isTapped(lib.value, program.id) ? { ...program, tapped: true } : program;
};
