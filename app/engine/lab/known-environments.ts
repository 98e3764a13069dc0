import type { Environment, InputOf, LabState, Outcome, OutputOf } from '../../contract/index.ts';
import type { HelperContract } from '../../helper/contract/index.ts';
import type { Verb } from './helper-link.ts';

type Known = LabState['environments'];
type After = {
  readonly [N in Verb]?: (
    known: Known,
    input: InputOf<HelperContract, N>,
    outcome: Outcome<OutputOf<HelperContract, N>>,
  ) => Known;
};

const without = (known: Known, name: string): Known => known.filter((one) => one.name !== name);

const having = (known: Known, { name, program }: Pick<Environment, 'name' | 'program'>): Known =>
  known.some((one) => one.name === name)
    ? known.map((one) => (one.name === name ? { name, program } : one))
    : [...known, { name, program }];

/** What a verb about one environment that failed tells of it. */
const afterFailure = (known: Known, name: string, outcome: Outcome<unknown>): Known =>
  !outcome.ok && outcome.failure.code === 'env-missing' ? without(known, name) : known;

const after: After = {
  'env.up': (known, _input, outcome) => (outcome.ok ? having(known, outcome.value.environment) : known),
  'env.down': (known, { name }, outcome) => (outcome.ok ? without(known, name) : known),
  'env.status': (known, { name }, outcome) =>
    outcome.ok ? having(known, outcome.value.environment) : afterFailure(known, name, outcome),
  // It names those of other labs, too, which are no business of this one.
  'env.list': (known, _input, outcome) =>
    outcome.ok
      ? known.flatMap((one) => {
          const found = outcome.value.environments.find(({ name }) => name === one.name);
          return found ? [{ name: one.name, program: found.program }] : [];
        })
      : known,
  'program.attach': (known, { environment: name }, outcome) =>
    outcome.ok
      ? having(known, { name, program: outcome.value.attached })
      : afterFailure(known, name, outcome),
  'program.detach': (known, { environment: name }, outcome) =>
    outcome.ok ? having(known, { name, program: null }) : afterFailure(known, name, outcome),
};

/** The environments that the lab has made or used, after one more answer of the helper. */
export const environmentsAfter = <N extends Verb>(
  known: Known,
  verb: N,
  input: InputOf<HelperContract, N>,
  outcome: Outcome<OutputOf<HelperContract, N>>,
): Known => after[verb]?.(known, input, outcome) ?? known;
