import { describe, expect, it } from 'vitest';
import { chooseHint } from '../../../../app/engine/check/hint.ts';
import type { CheckResult } from '../../../../app/contract/index.ts';

const text = { en: 'e', ja: 'j' };
const failed = (id: string, actual: string, cases: [string, string][] = []): CheckResult => ({
  id,
  kind: 'vector',
  level: 'must',
  title: text,
  state: 'fail',
  code: 'wrong-action',
  message: text,
  expected: 'XDP_DROP',
  actual,
  evidence: cases.map(([name, action]) => ({
    kind: 'packet',
    case: name,
    rule: '',
    frame: '',
    expectedAction: 'XDP_DROP',
    actualAction: action,
    output: '',
    state: 'fail',
  })),
  ms: 0,
});
const hint = (id: string, when: Parameters<typeof chooseHint>[0][number]['when']) => ({ id, when, text });

describe('choosing a hint', () => {
  const result = failed('parity', 'XDP_PASS', [
    ['even', 'XDP_PASS'],
    ['odd', 'XDP_DROP'],
  ]);

  it('takes the first that matches, so special ones stand before general ones', () => {
    const hints = [
      hint('special', [{ check: 'parity', case: 'odd' }]),
      hint('general', [{ check: 'parity' }]),
    ];
    expect(chooseHint(hints, [result], '')?.id).toBe('special');
  });

  it('compares `actual` with what became of the named case, not of another', () => {
    const hints = [
      hint('a', [{ check: 'parity', case: 'even', actual: 'XDP_DROP' }]),
      hint('b', [{ check: 'parity', case: 'odd', actual: 'XDP_DROP' }]),
    ];
    expect(chooseHint(hints, [result], '')?.id).toBe('b');
  });

  it('looks at the first failed check before any later one', () => {
    const hints = [hint('late', [{ check: 'pings' }]), hint('early', [{ check: 'parity' }])];
    expect(chooseHint(hints, [result, failed('pings', 'none')], '')?.id).toBe('early');
  });

  it('can ask for a pattern in the code', () => {
    const hints = [hint('ntohs', [{ check: 'parity', source: 'ntohs' }])];
    expect([chooseHint(hints, [result], 'bpf_ntohs(x)')?.id, chooseHint(hints, [result], 'x')]).toEqual([
      'ntohs',
      null,
    ]);
  });

  it('offers nothing for checks that passed or were not reached', () => {
    expect(chooseHint([hint('any', [{ check: 'parity' }])], [{ ...result, state: 'stale' }], '')).toBeNull();
  });
});
