import { expect, test } from 'vitest';
import { logParts } from '../../../renderer/checks/log-parts.ts';

test('a log is cut at the line that decides, so that the noise after it can be dimmed', () => {
  const log = '0: r0 = 0\ninvalid access to packet, off=0\nlibbpf: failed to load';
  expect(logParts(log, 'invalid access to packet')).toEqual({
    before: '0: r0 = 0\n',
    decisive: 'invalid access to packet, off=0',
    after: '\nlibbpf: failed to load',
  });
  expect(logParts(log, 'something else')).toEqual({ before: log, decisive: '', after: '' });
  expect(logParts(log, undefined).before).toBe(log);
});
