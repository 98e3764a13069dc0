import { expect, test } from 'vitest';
import type { LabState } from '../../../app/contract/index.ts';
import { standingOf } from '../../../renderer/privilege/standing.ts';
import { allowed, unasked } from './lab-state-double.ts';

const environments = [{ name: 'veth-packet01', program: null }];

test.each<[string, string, Partial<LabState>]>([
  ['ready while its helper runs and nothing stands', 'ready', {}],
  ['up while an environment stands', 'up', { environments }],
  ['off while its helper does not run', 'off', { helper: 'off' }],
  ['gone with its helper', 'gone', { helper: 'gone' }],
  ['without root whatever else is so', 'noRoot', { privilege: 'refused', environments }],
])('the lab is %s', (_, standing, state) => {
  expect(standingOf('open', { ...allowed, ...state })).toBe(standing);
});

test('a lost connection is said before what was known of the lab', () => {
  expect(standingOf('lost', allowed)).toBe('lost');
  expect(standingOf('connecting', unasked)).toBe('connecting');
});
