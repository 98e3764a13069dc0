import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { InputOf, Outcome, OutputOf } from '../../app/contract/index.ts';
import type { HelperContract } from '../../app/helper/contract/index.ts';
import { startHelper, type HelperConnection } from '../../app/helper/elevate/index.ts';
import { root } from './cli.ts';
import { leavesNothing, machineState, type MachineState } from './machine-state.ts';

type Verb = keyof HelperContract['calls'];

/** The built helper as a process of its own, for all tests of a file. */
export interface LabHelper {
  readonly connection: () => HelperConnection;
  readonly call: <N extends Verb>(
    verb: N,
    input: InputOf<HelperContract, N>,
  ) => Promise<Outcome<OutputOf<HelperContract, N>>>;
}

/** An outcome's value, where a test is about something else than its failure. */
export const value = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  const { code, message, detail } = outcome.failure;
  throw new Error(`${code}: ${message.en} ${detail}`);
};

/** Starts a helper, brings an environment up where one is asked for, and afterwards makes sure that nothing is left. */
export const labHelper = (environment?: InputOf<HelperContract, 'env.up'>): LabHelper => {
  let before: MachineState | undefined;
  let connection: HelperConnection | undefined;
  const started = (): HelperConnection => {
    if (!connection) throw new Error('the helper has not started');
    return connection;
  };

  beforeAll(async () => {
    before = machineState();
    connection = value(await startHelper({ helperPath: join(root, 'dist', 'helper.js'), ways: ['root'] }));
    if (environment) value(await connection.client.call('env.up', environment));
  });
  afterAll(async () => {
    await connection?.dispose();
    if (before) await leavesNothing(before);
  });

  return {
    connection: started,
    call: (verb, input) => started().client.call(verb, input),
  };
};
