import { describe, expect, it } from 'vitest';
import { summaryOf, verdictOf } from '../../../../app/engine/check/summary.ts';
import {
  labFailure,
  type CheckLevel,
  type CheckResult,
  type CheckState,
} from '../../../../app/contract/index.ts';

const result = (state: CheckState, level: CheckLevel = 'must'): CheckResult => ({
  id: 'x',
  kind: 'load',
  level,
  title: { en: 'Title', ja: '題' },
  state,
  code: 'ok',
  message: { en: 'words', ja: '言葉' },
  expected: '',
  actual: '',
  evidence: [],
  ms: 0,
});
const gone = labFailure('helper-gone', { thing: 'pid 7' });

describe('the verdict', () => {
  it('passes when every must passes, whatever bonus and note say', () => {
    expect(verdictOf([result('pass'), result('fail', 'bonus'), result('cannot', 'note')], null)).toBe('pass');
  });
  it('fails when a must fails, also where the machine failed later', () => {
    expect(verdictOf([result('fail'), result('cannot')], gone)).toBe('fail');
  });
  it('cannot when the machine stopped it and nothing failed before', () => {
    expect(verdictOf([result('pass'), result('cannot')], gone)).toBe('cannot');
  });
  it('is no pass where a must was not reached, but one where it was left out', () => {
    expect(verdictOf([result('pass'), { ...result('stale'), code: 'not-reached' }], null)).toBe('fail');
    expect(verdictOf([result('pass'), { ...result('stale'), code: 'left-out' }], null)).toBe('pass');
  });
  it('says of a pass what was left out, and that all pass only where all were tried', () => {
    const leftOut = { ...result('stale'), code: 'left-out' };
    const told = (...checks: CheckResult[]) => summaryOf('pass', checks, null).en;
    expect(told(result('pass'), result('pass'), result('stale', 'bonus'))).toBe('All 2 checks pass.');
    expect(told(result('pass'), result('pass'), { ...leftOut, kind: 'live' })).toBe(
      'The 2 checks without traffic pass. A run with traffic tries the other 1.',
    );
    expect(told(result('pass'), { ...leftOut, kind: 'vector' })).toBe(
      'The one check passes. The other 1 (vectors) were left out.',
    );
  });
  it('is told in the words of what decided it', () => {
    expect(summaryOf('fail', [result('pass'), result('fail')], null).en).toBe('words');
    expect(summaryOf('cannot', [result('pass')], gone).ja).toContain('pid 7');
  });
});
