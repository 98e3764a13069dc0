import { expect, test } from 'vitest';
import { failureCodes, labFailure } from '../../../app/contract/index.ts';
import { wayOutOf } from '../../../renderer/failure/way-out.ts';

const commandLineTalk = /--[a-z]|xdp-lab |sudo /;

test.each(failureCodes)('the usual way out of %s speaks of the page, not of a command line', (code) => {
  const { fix } = wayOutOf(labFailure(code, { thing: 'veth-packet01' }));
  expect(fix?.en ?? '').not.toMatch(commandLineTalk);
  expect(fix?.ja ?? '').not.toMatch(commandLineTalk);
});

test('what the lab says of this very case is not replaced', () => {
  const fix = { en: 'Boot without ipv6.disable=1.', ja: 'ipv6.disable=1 を外して起動してください。' };
  expect(wayOutOf(labFailure('tool-missing', { thing: 'ip', fix })).fix).toEqual(fix);
});

test('what a learner can do about a failure is a button', () => {
  const remedies = Object.fromEntries(
    failureCodes.map((code) => [code, wayOutOf(labFailure(code, { thing: 'x' })).remedy]),
  );
  expect(remedies).toMatchObject({
    'not-allowed': 'allow',
    'elevation-refused': 'allow',
    'helper-gone': 'again',
    'tool-missing': 'doctor',
    'not-privileged': 'doctor',
    unsupported: 'doctor',
  });
  expect(remedies['clang-failed']).toBeUndefined();
});
