import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createHelperLink } from '../../app/engine/lab/helper-link.ts';
import { startHelper } from '../../app/helper/elevate/index.ts';
import { root } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';
import { thingsNamingAreGone } from '../support/things-naming.ts';

const name = 'veth-stopped';
const number = 181;
const helperPath = join(root, 'dist', 'helper.js');
const environmentRecord = `/run/xdp-lab/environment-${name}.json`;

it('a helper that was stopped is killed at the end, and the next one removes what it left', async () => {
  const { client, pid, dispose } = value(await startHelper({ helperPath, ways: ['root'] }));
  value(await client.call('env.up', { name, number }));
  process.kill(pid, 'SIGSTOP');
  expect(await dispose()).toBe(false);
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  expect(existsSync(environmentRecord)).toBe(true);
  const next = value(await startHelper({ helperPath, ways: ['root'] }));
  await next.dispose();
  await thingsNamingAreGone(name, `number-${number}`);
});

it('an engine whose helper was stopped ends with nothing left', async () => {
  const link = createHelperLink({ helperPath, ways: ['root'], onNews: () => undefined });
  value(await link.call('env.up', { name, number }));
  const { pid } = value(await link.call('helper.hello', {}));
  process.kill(pid, 'SIGSTOP');
  await link.dispose();
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  expect(existsSync(environmentRecord)).toBe(false);
  await thingsNamingAreGone(name, `number-${number}`);
});
