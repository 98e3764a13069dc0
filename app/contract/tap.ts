import * as v from 'valibot';
import { Base64 } from './bytes.ts';
import { EnvironmentName } from './environment.ts';
import { Text } from './text.ts';

/**
 * Whether the tap stands around an attached program. Where it was asked for and does not, why: `detail` is what the tool
 * or the verifier said, word for word.
 */
export const TapState = v.variant('attached', [
  v.object({ attached: v.literal(true) }),
  v.object({ attached: v.literal(false), reason: Text, detail: v.string() }),
]);
export type TapState = v.InferOutput<typeof TapState>;

/** How many of a packet's bytes a record holds at most; the rest is cut. */
export const tapBytesMax = 256;

/**
 * Records of one tapped program, in the order the kernel wrote them. `records` is base64 of `count` records one after
 * another, unpadded, little-endian (`unpackTapRecords` reads them): u64 id, the same before and after a program ran,
 * below 2⁵³; u64 nanoseconds of CLOCK_MONOTONIC, to which `epochMs` is added for the time of day; u32 interface index; i32
 * action, −1 before the program ran, else what it returned; u32 length of the packet; u32 bytes captured, 256 at most; and
 * those bytes.
 */
export const TapRecords = v.object({
  environment: EnvironmentName,
  programId: v.number(),
  /** Milliseconds since 1970 at which CLOCK_MONOTONIC was zero. */
  epochMs: v.number(),
  count: v.number(),
  records: Base64,
  /** Records lost since the events began: `full` found no room in the kernel's ring, `skipped` were still in it at the end. */
  lost: v.object({ full: v.number(), skipped: v.number() }),
});
export type TapRecords = v.InferOutput<typeof TapRecords>;

/** One end of a packet's way through a program. */
export interface TapRecord {
  readonly id: number;
  readonly timeNs: bigint;
  readonly interfaceIndex: number;
  /** Null before the program ran; else its raw return value, which may be any number. */
  readonly action: number | null;
  readonly lengthBytes: number;
  /** Cut where it is shorter than `lengthBytes`. */
  readonly bytes: Uint8Array;
}

/** Bytes of a record before the packet's own. */
export const tapHeaderBytes = 32;

/** Reads packed records; those a truncated text ends in the middle of are left out. */
export const unpackTapRecords = (packed: Uint8Array): TapRecord[] => {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const records: TapRecord[] = [];
  for (let at = 0; at + tapHeaderBytes <= packed.length;) {
    const captured = view.getUint32(at + 28, true);
    const end = at + tapHeaderBytes + captured;
    if (captured > tapBytesMax || end > packed.length) break;
    const action = view.getInt32(at + 20, true);
    records.push({
      id: Number(view.getBigUint64(at, true)),
      timeNs: view.getBigUint64(at + 8, true),
      interfaceIndex: view.getUint32(at + 16, true),
      action: action === -1 ? null : action >>> 0,
      lengthBytes: view.getUint32(at + 24, true),
      bytes: packed.subarray(at + tapHeaderBytes, end),
    });
    at = end;
  }
  return records;
};
