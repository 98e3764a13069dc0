import type { Outcome } from '../../../contract/index.ts';
import type { Build } from '../../build/compile.ts';
import type { DryObservation } from './dry.ts';
import type { LiveObservation } from './live.ts';

/** Everything seen of one build, gathered before anything is judged. Null: not reached, or left out. */
export interface Observations {
  readonly build: Outcome<Build>;
  dry: Outcome<DryObservation> | null;
  live: LiveObservation | null;
  /** The source with its comments blanked out. */
  readonly code: string;
}
