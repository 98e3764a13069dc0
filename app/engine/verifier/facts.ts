import type { PacketCase, PacketProof, SourcePlace } from '../../contract/index.ts';

/** What the log and the object tell about a rejection, for the sentence; each is left out where they do not tell. */
export interface Facts {
  /** The expression on the rejected line that is most likely meant: `eth->h_proto`. */
  readonly expression?: string;
  readonly packetCase?: PacketCase;
  readonly proof?: PacketProof;
  /** The access itself: `off` and `size` in bytes. */
  readonly access?: { readonly offset: number; readonly sizeBytes: number };
  /** Whether a part of unknown length, such as IPv4 options, comes before the bytes. */
  readonly afterVariablePart?: boolean;
  readonly isWrite?: boolean;
  readonly map?: string;
  readonly valueBytes?: number;
  /** The helper (or kernel function) that the matter is about. */
  readonly helper?: string;
  readonly register?: string;
  /** What the register holds, in the verifier's words. */
  readonly registerType?: string;
  readonly stack?: { readonly bytes: number; readonly calls: number };
  /** The function with the largest frame. */
  readonly frame?: { readonly name: string; readonly bytes: number };
  readonly loop?: 'infinite' | 'too-long' | 'jumps';
  /** Lines on which the program jumps back. */
  readonly loopLines?: readonly number[];
  readonly related?: SourcePlace;
  /** What a number that is used as a pointer is: a packet pointer before a call, or never a pointer. */
  readonly scalar?: 'was-packet' | 'never-pointer';
  readonly missing?: string;
}
