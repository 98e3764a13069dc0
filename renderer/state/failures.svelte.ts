import type { LabFailure, Outcome } from '../../app/contract/index.ts';
import { isConnectionLost } from '../connection/link.svelte.ts';

/** Does once more what has failed. */
export type Again = () => void | Promise<void>;

interface Shown {
  readonly failure: LabFailure;
  readonly again: Again | undefined;
}

/** The expected failure that the learner should read now. */
export class Failures {
  #shown = $state.raw<Shown>();
  /** The call that a failure was the answer to. */
  readonly #calls = new WeakMap<LabFailure, string>();

  /** `noticed` hears of every failure, before the learner reads it. */
  constructor(private readonly noticed: (failure: LabFailure, again?: Again) => void = () => undefined) {}

  get current(): LabFailure | undefined {
    return this.#shown?.failure;
  }

  /** What the current failure kept from happening, where it can be repeated. */
  get again(): Again | undefined {
    return this.#shown?.again;
  }

  /** The value of an outcome; of a failure, undefined, and the page shows it. `again` repeats what was asked. */
  take<T>(outcome: Outcome<T>, again?: Again): T | undefined {
    if (outcome.ok) return outcome.value;
    this.#shown = { failure: outcome.failure, again };
    this.noticed(outcome.failure, again);
    return undefined;
  }

  /** The lab answered a call: where that is done now which failed before, the failure goes. */
  answered(call: string, outcome: Outcome<unknown>): void {
    if (!outcome.ok) this.#calls.set(outcome.failure, call);
    else if (this.current && this.#calls.get(this.current) === call) this.dismiss();
  }

  /** The lab is connected again: that it was not is no news any more. */
  connected(): void {
    if (this.current && isConnectionLost(this.current)) this.dismiss();
  }

  dismiss(): void {
    this.#shown = undefined;
  }
}
