import type { Libbpf } from '../libbpf/library.ts';
import type { BpfObject } from '../libbpf/object.ts';
import { tapMaps } from './tapped.ts';

const key = Buffer.alloc(4);

/** Turns the records of a tap on or off by its open `xdp_lab_on` map. Counting goes on either way. */
export const setRecording = (lib: Libbpf, onFd: number, recording: boolean): void => {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(recording ? 1 : 0);
  const result = lib.mapUpdate(onFd, key, value, 0);
  if (result < 0) throw new Error(`bpf_map_update_elem on ${tapMaps.on}: errno ${-result}`);
};

/** Turns records on before the first packet, in an object that is loaded and not attached yet. */
export const startRecording = (lib: Libbpf, object: BpfObject): void => {
  const fd = object.mapFd(tapMaps.on);
  if (fd !== undefined) setRecording(lib, fd, true);
};
