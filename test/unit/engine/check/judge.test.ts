import { describe, expect, it } from 'vitest';
import { judgeAttached } from '../../../../app/engine/check/judge/attached.ts';
import { judgeBuild } from '../../../../app/engine/check/judge/build.ts';
import { judgeCounters } from '../../../../app/engine/check/judge/counters.ts';
import { stoppedBy } from '../../../../app/engine/check/judge/judgement.ts';
import { judgeLive } from '../../../../app/engine/check/judge/live.ts';
import { judgeSource } from '../../../../app/engine/check/judge/source.ts';
import type { TrafficObservation } from '../../../../app/engine/check/observe/traffic.ts';
import type { AssignmentSpec } from '../../../../app/engine/lessons/schema.ts';
import { labFailure } from '../../../../app/contract/index.ts';

const common = { level: 'must', title: { en: 't', ja: 't' } } as const;
const seven = [1, 2, 3, 4, 5, 6, 7];
const traffic = (
  answered: number[],
  counts: TrafficObservation['counts']['counts'] = [],
): TrafficObservation => ({
  sent: seven,
  answered,
  counts: { source: counts.length > 0 ? 'xdp_stats_map' : 'none', counts },
  captured: null,
});

describe('a live check', () => {
  const odd = { kind: 'live', ...common, traffic: 'pings', answered: 'odd' } as const;
  it('passes when exactly the requests asked for were answered, in whatever order', () => {
    expect(judgeLive(odd, traffic([7, 1, 5, 3]), 1).state).toBe('pass');
  });
  it.each([
    [[2, 4, 6], 'wrong-answers'],
    [seven, 'all-answered'],
    [[], 'none-answered'],
    [[1, 3, 5], 'wrong-answers'],
  ])('fails when %j came back', (answered, code) => {
    expect(judgeLive(odd, traffic(answered), 1)).toMatchObject({ state: 'fail', code });
  });
  it('takes a list of its own', () => {
    expect(judgeLive({ ...odd, answered: [2] }, traffic([2]), 1).state).toBe('pass');
  });
});

describe('a counters check', () => {
  const spec = {
    kind: 'counters',
    ...common,
    traffic: 'pings',
    counts: { XDP_DROP: { min: 3, max: 3 }, XDP_PASS: { min: 4 } },
  } as const;
  const counted = (drop: number, pass?: number) =>
    traffic(
      [],
      [
        { action: 'XDP_DROP', packets: drop, bytes: null },
        ...(pass === undefined ? [] : [{ action: 'XDP_PASS' as const, packets: pass, bytes: null }]),
      ],
    );
  it('compares what the counters rose by', () => {
    expect(judgeCounters(spec, counted(3, 9), 1).state).toBe('pass');
    expect(judgeCounters(spec, counted(4, 9), 1)).toMatchObject({ state: 'fail', code: 'wrong-counts' });
  });
  it('does not judge rows that the source does not have', () => {
    expect(judgeCounters(spec, counted(3), 1).state).toBe('pass');
  });
  it('cannot be judged where nothing counts', () => {
    expect(judgeCounters(spec, traffic([]), 1)).toMatchObject({ state: 'cannot', code: 'not-counted' });
  });
});

describe('an attached check', () => {
  const assignment = { attach: { program: 'xdp_vlan_swap_func', mode: 'native' } } as AssignmentSpec;
  const on = { interface: 'veth-x', id: 1, tag: '' };
  const spec = { kind: 'attached', ...common } as const;
  it('knows the program by its whole name or by the 15 bytes the kernel keeps', () => {
    expect(
      judgeAttached(spec, assignment, { ...on, mode: 'native', name: 'xdp_vlan_swap_func' }, 1).state,
    ).toBe('pass');
    expect(judgeAttached(spec, assignment, { ...on, mode: 'native', name: 'xdp_vlan_swap_f' }, 1).state).toBe(
      'pass',
    );
  });
  it('fails for another program and for another mode', () => {
    expect(judgeAttached(spec, assignment, { ...on, mode: 'native', name: 'xdp_pass' }, 1).state).toBe(
      'fail',
    );
    expect(judgeAttached(spec, assignment, { ...on, mode: 'skb', name: 'xdp_vlan_swap_func' }, 1).state).toBe(
      'fail',
    );
  });
});

describe('a build check', () => {
  const warning = {
    severity: 'warning',
    message: 'unused',
    place: { file: 'a.c', line: 3, column: 1, text: '' },
  } as const;
  const build = {
    object: Buffer.from('o'),
    diagnostics: [warning],
    output: '',
    dependencies: [],
    command: { argv: [], exitCode: 0, ms: 1 },
    ms: 1,
  };
  it('lets warnings be, unless the lesson forbids them', () => {
    expect(judgeBuild({ kind: 'build', ...common, warnings: 'allow' }, build).state).toBe('pass');
    expect(judgeBuild({ kind: 'build', ...common, warnings: 'forbid' }, build)).toMatchObject({
      state: 'fail',
      code: 'warning',
    });
  });
  it('names the place of the first error', () => {
    const broken = {
      ...build,
      object: null,
      diagnostics: [warning, { ...warning, severity: 'error' as const, message: 'no' }],
    };
    expect(judgeBuild({ kind: 'build', ...common, warnings: 'allow' }, broken).message.en).toContain(
      'a.c:3: no',
    );
  });
  it('fails also where clang died without a word', () => {
    const died = { ...build, object: null, diagnostics: [] };
    expect(judgeBuild({ kind: 'build', ...common, warnings: 'allow' }, died).state).toBe('fail');
  });
});

describe('a source check', () => {
  it('wants a pattern present or absent', () => {
    const spec = { kind: 'source', ...common, pattern: 'bpf_ntohs', present: true } as const;
    expect([judgeSource(spec, 'bpf_ntohs(x)').state, judgeSource(spec, 'x').state]).toEqual(['pass', 'fail']);
    expect([
      judgeSource({ ...spec, present: false }, 'x').state,
      judgeSource({ ...spec, present: false }, 'bpf_ntohs(x)').state,
    ]).toEqual(['pass', 'fail']);
  });
});

describe('a failure', () => {
  it.each(['verifier-rejected', 'program-missing', 'attach-refused'] as const)(
    '%s is the program’s',
    (code) => {
      expect(stoppedBy(labFailure(code, { thing: 'x' })).state).toBe('fail');
    },
  );
  it.each([
    'helper-gone',
    'not-privileged',
    'env-busy',
    'tool-missing',
    'timeout',
    'interface-missing',
  ] as const)('%s is never the learner’s', (code) => {
    expect(stoppedBy(labFailure(code, { thing: 'x' })).state).toBe('cannot');
  });
});
