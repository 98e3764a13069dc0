import { succeed } from '../../../app/contract/index.ts';
import type { Emit, Handlers, LabContract, LabState } from '../../../app/contract/index.ts';

/** A lab that may act as root, with nothing standing. */
export const allowed: LabState = {
  kernel: '6.12.0-test',
  sandbox: 'host',
  privilege: 'granted',
  way: 'sudo',
  failure: null,
  helper: 'running',
  environments: [],
};

/** A lab that the learner has not been asked about yet. */
export const unasked: LabState = {
  ...allowed,
  sandbox: 'none',
  privilege: 'unasked',
  way: null,
  helper: 'off',
};

/** The calls about root and environments, and the state that they change and tell of. */
export const labStateDouble = (emit: Emit<LabContract>) => {
  let state = allowed;
  const change = (to: Partial<LabState>): LabState => {
    state = { ...state, ...to };
    emit('lab.state', state);
    return state;
  };
  const handlers = {
    'lab.read': () => Promise.resolve(succeed(state)),
    'lab.allow': () =>
      Promise.resolve(
        succeed(change({ privilege: 'granted', sandbox: 'host', way: 'sudo', helper: 'running' })),
      ),
    'lab.refuse': () =>
      Promise.resolve(succeed(change({ privilege: 'refused', sandbox: 'none', way: null, helper: 'off' }))),
    'env.down': ({ name }) => {
      change({ environments: state.environments.filter((one) => one.name !== name) });
      return Promise.resolve(succeed({ removed: true, commands: [] }));
    },
    'host.abilities': () =>
      Promise.resolve(succeed({ kind: 'web', version: '0.1.0', dialogs: false, reveal: false })),
  } satisfies Partial<Handlers<LabContract>>;
  return { handlers, change, current: () => state };
};
