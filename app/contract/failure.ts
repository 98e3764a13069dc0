import * as v from 'valibot';
import { Text } from './text.ts';

/** Every failure the lab expects. Anything else is a bug and throws. */
export const failureCodes = [
  'attach-refused',
  'bad-input',
  'busy',
  'cancelled',
  'clang-failed',
  'disk-full',
  'elevation-refused',
  'env-busy',
  'env-exists',
  'env-missing',
  'helper-gone',
  'interface-missing',
  'ipv6-disabled',
  'lesson-invalid',
  'not-allowed',
  'not-an-object',
  'not-found',
  'not-privileged',
  'number-in-use',
  'program-missing',
  'timeout',
  'tool-failed',
  'tool-missing',
  'unsupported',
  'verifier-rejected',
] as const;

export const FailureCode = v.picklist(failureCodes);
export type FailureCode = v.InferOutput<typeof FailureCode>;

/**
 * An expected failure, as data: `message` names the thing and the reason, `fix` the way out, `detail` holds what the
 * tool or the kernel said, word for word (may be empty).
 */
export const LabFailure = v.object({
  code: FailureCode,
  message: Text,
  detail: v.string(),
  fix: v.optional(Text),
});
export type LabFailure = v.InferOutput<typeof LabFailure>;
