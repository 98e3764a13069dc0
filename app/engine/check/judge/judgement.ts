import type { CheckState, Evidence, LabFailure, Text } from '../../../contract/index.ts';

/** What a judge says of one check; the check's own id, level and title are added around it. */
export interface Judgement {
  readonly state: CheckState;
  readonly code: string;
  readonly message: Text;
  readonly expected: string;
  readonly actual: string;
  readonly evidence: Evidence[];
  readonly ms: number;
}

/** A check that holds. */
export const passed = (held: {
  message: Text;
  expected: string;
  evidence?: Evidence[];
  ms: number;
}): Judgement => ({ state: 'pass', code: 'ok', actual: held.expected, evidence: [], ...held });

/** A check that was not run on this code, because an earlier one stopped it or the request left it out. */
export const stale = (code: 'not-reached' | 'left-out'): Judgement => ({
  state: 'stale',
  code,
  message:
    code === 'left-out'
      ? { en: 'Left out this time.', ja: '今回は対象外です。' }
      : {
          en: 'Not reached: an earlier check comes first.',
          ja: '未実行です。先に前のチェックを通してください。',
        },
  expected: '',
  actual: '',
  evidence: [],
  ms: 0,
});

/** Failures that the learner's program causes; every other one is the machine's. */
const programsFault = new Set<string>([
  'attach-refused',
  'program-missing',
  'not-an-object',
  'verifier-rejected',
]);

export const isProgramsFault = ({ code }: LabFailure): boolean => programsFault.has(code);

/** A check that a failure stopped: `fail` where the program caused it, `cannot` where the machine did. */
export const stoppedBy = (failure: LabFailure): Judgement => ({
  state: isProgramsFault(failure) ? 'fail' : 'cannot',
  code: failure.code,
  message: failure.message,
  expected: '',
  actual: failure.code,
  evidence: failure.detail ? [{ kind: 'log', text: failure.detail }] : [],
  ms: 0,
});
