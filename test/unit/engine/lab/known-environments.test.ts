import { expect, it } from 'vitest';
import { fail, labFailure, succeed, type AttachedProgram } from '../../../../app/contract/index.ts';
import { environmentsAfter } from '../../../../app/engine/lab/known-environments.ts';

const end = { interface: 'veth-a', mac: '02:00:00:00:00:01', addresses: [] };
const program: AttachedProgram = { interface: 'veth-a', mode: 'native', id: 7, name: 'xdp_pass', tag: 'ab' };
const environment = (name: string, attached: AttachedProgram | null = null) => ({
  name,
  number: 1,
  vlan: 'none' as const,
  legacyIp: false,
  keep: false,
  outer: end,
  inner: end,
  program: attached,
  heldBy: 1,
});
const a = { name: 'veth-a', program: null };
const missing = fail(labFailure('env-missing', { thing: 'veth-a' }));
const up = { name: 'veth-a' };

it('an environment is known once it is up, and not after it went down', () => {
  const known = environmentsAfter(
    [],
    'env.up',
    up,
    succeed({ environment: environment('veth-a'), commands: [] }),
  );
  expect(known).toEqual([a]);
  expect(environmentsAfter(known, 'env.down', up, succeed({ removed: false, commands: [] }))).toEqual([]);
});
it('its program comes and goes', () => {
  const attach = {
    environment: 'veth-a',
    object: '',
    program: 'p',
    mode: 'native',
    loader: 'xdp-loader',
  } as const;
  const known = environmentsAfter(
    [a],
    'program.attach',
    attach,
    succeed({ attached: program, tap: null, commands: [] }),
  );
  expect(known).toEqual([{ name: 'veth-a', program }]);
  const detach = { environment: 'veth-a', loader: 'xdp-loader' } as const;
  expect(
    environmentsAfter(known, 'program.detach', detach, succeed({ detached: true, commands: [] })),
  ).toEqual([a]);
});
it('a list tells what became of those that are known, and adds none of another lab', () => {
  const listed = [environment('veth-a', program), environment('veth-other')];
  const known = [a, { name: 'veth-b', program: null }];
  expect(environmentsAfter(known, 'env.list', {}, succeed({ environments: listed }))).toEqual([
    { name: 'veth-a', program },
  ]);
});
it('one that the helper says is missing is known no more; another failure tells nothing', () => {
  expect(environmentsAfter([a], 'env.status', { name: 'veth-a' }, missing)).toEqual([]);
  const busy = fail(labFailure('env-busy', { thing: 'veth-a' }));
  expect(environmentsAfter([a], 'env.status', { name: 'veth-a' }, busy)).toEqual([a]);
  expect(environmentsAfter([a], 'helper.heartbeat', {}, succeed({}))).toEqual([a]);
});
