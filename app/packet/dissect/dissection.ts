import type { FieldKind } from '../headers/definition.ts';
import type { Problem } from './span.ts';

/** Whether a checksum is right; `unverified` where the bytes it covers are not all here, or where it was left out. */
export type ChecksumState = 'good' | 'bad' | 'unverified';

/** One field as it stands in a frame. `end` is one past its last byte. */
export interface Field {
  readonly name: string;
  /** The name and the general names that mean this field as well (`ip.src`, `ip.addr`). */
  readonly names: readonly string[];
  readonly label: string;
  readonly kind: FieldKind;
  readonly start: number;
  readonly end: number;
  /** Numbers in Wireshark's unit; addresses and bytes as text. */
  readonly value: number | string;
  /** As Wireshark prints it: decimal, `0x` hexadecimal, an address, or bytes with colons. */
  readonly text: string;
  /** What the number stands for, where that has a name. */
  readonly meaning?: string;
  readonly checksum?: { readonly state: ChecksumState; readonly computed: number | undefined };
  /** Worked out from the frame, not a part of it. */
  readonly generated?: true;
}

/** One layer of a frame: its header from `start` to `headerEnd`, its whole message to `end`. */
export interface Layer {
  /** Wireshark's name of the protocol: `eth`, `ip`, `icmpv6`, `data`. */
  readonly protocol: string;
  readonly title: string;
  readonly start: number;
  readonly headerEnd: number;
  readonly end: number;
  readonly truncated: boolean;
  readonly problem: Problem | undefined;
  readonly fields: readonly Field[];
}

/** A frame and what its bytes mean, from the outside in. */
export interface Dissection {
  readonly frame: Uint8Array;
  readonly layers: readonly Layer[];
}
