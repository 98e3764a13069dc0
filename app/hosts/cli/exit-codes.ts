import type { CheckReport, FailureCode, LabFailure } from '../../contract/index.ts';

/** What the program's exit status says; 128 and above follow the shell's rule of 128 + signal number. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  badInput: 2,
  cannot: 3,
  /** EX_SOFTWARE of sysexits.h: a mistake of ours. */
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  pipeClosed: 141,
  terminated: 143,
} as const;
export type ExitCode = number;

const byFailure: Partial<Record<FailureCode, ExitCode>> = {
  'attach-refused': exitCodes.fail,
  'clang-failed': exitCodes.fail,
  'verifier-rejected': exitCodes.fail,
  'bad-input': exitCodes.badInput,
  'env-missing': exitCodes.badInput,
  'not-an-object': exitCodes.badInput,
  'not-found': exitCodes.badInput,
  'program-missing': exitCodes.badInput,
  cancelled: exitCodes.interrupted,
};

/** The exit status of a failure: 1 where the learner's program caused it, 2 where the input did, else 3 (the machine). */
export const exitCodeOf = ({ code }: LabFailure): ExitCode => byFailure[code] ?? exitCodes.cannot;

/** The exit status of a grading: 0 pass, 1 fail, and for `cannot` that of the failure which stopped it. */
export const exitCodeOfReport = ({ verdict, failure }: CheckReport): ExitCode => {
  if (verdict === 'cannot') return failure ? exitCodeOf(failure) : exitCodes.cannot;
  return verdict === 'pass' ? exitCodes.pass : exitCodes.fail;
};
