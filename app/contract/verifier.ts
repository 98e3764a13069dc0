import * as v from 'valibot';

/** A place in a source file, lines from 1; `text` is the line itself where it is known. */
export const SourcePlace = v.object({
  file: v.string(),
  line: v.number(),
  column: v.nullable(v.number()),
  text: v.string(),
});
export type SourcePlace = v.InferOutput<typeof SourcePlace>;

/** Why the verifier rejects a program, by class. */
export const RejectionClass = v.picklist([
  'btf-missing',
  'helper-not-allowed',
  'license',
  'map-value-bounds',
  'map-value-null',
  'misaligned',
  'packet-bounds',
  'read-only-write',
  'return-code',
  'stack-too-large',
  'stale-packet-pointer',
  'too-complex',
  'uninitialised-register',
  'uninitialised-stack',
  'unknown',
  'unreleased-reference',
]);
export type RejectionClass = v.InferOutput<typeof RejectionClass>;
