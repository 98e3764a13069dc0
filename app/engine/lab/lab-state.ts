import { release } from 'node:os';
import type { LabState, Privilege } from '../../contract/index.ts';

/** The parts of the state that are not told by the others. */
export type LabChange = Partial<Omit<LabState, 'kernel' | 'sandbox'>>;

/** What the lab is and holds now, and whoever wants to hear of every change. */
export interface LabStateKeeper {
  readonly current: () => LabState;
  readonly change: (change: LabChange) => void;
}

export const createLabState = (privilege: Privilege, changed: (state: LabState) => void): LabStateKeeper => {
  let state = derived({
    kernel: release(),
    sandbox: 'none',
    privilege,
    way: null,
    failure: null,
    helper: 'off',
    environments: [],
  });
  return {
    current: () => state,
    change: (change) => {
      const next = derived({ ...state, ...change });
      if (JSON.stringify(next) === JSON.stringify(state)) return;
      state = next;
      changed(state);
    },
  };
};

/** Only what is allowed can run in this machine's kernel. */
const derived = (state: LabState): LabState => ({
  ...state,
  sandbox: state.privilege === 'granted' ? 'host' : 'none',
});
