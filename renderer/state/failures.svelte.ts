import type { LabFailure, Outcome } from '../../app/contract/index.ts';

/** The expected failure that the learner should read now. */
export class Failures {
  current = $state.raw<LabFailure>();

  /** The value of an outcome; of a failure, undefined, and the page shows it. */
  take<T>(outcome: Outcome<T>): T | undefined {
    if (outcome.ok) return outcome.value;
    this.current = outcome.failure;
    return undefined;
  }

  dismiss(): void {
    this.current = undefined;
  }
}
