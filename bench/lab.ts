import type {
  CallName,
  EventName,
  EventOf,
  InputOf,
  LabContract,
  Outcome,
  OutputOf,
} from '../app/contract/index.ts';

/** A warm lab to measure, and where to say how far a measurement is. */
export interface Bench {
  readonly call: <N extends CallName<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
  ) => Promise<Outcome<OutputOf<LabContract, N>>>;
  /** Hears the lab's events until the function it answers is called. */
  readonly on: <N extends EventName<LabContract>>(
    event: N,
    listener: (event: EventOf<LabContract, N>) => void,
  ) => Promise<() => void>;
  /** How often each thing is measured. */
  readonly runs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Ends a measurement that makes no sense any more; its message says what went wrong. */
export class BenchError extends Error {}

/** The value of an answer; a failure ends the measurement. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  throw new BenchError([outcome.failure.message.en, outcome.failure.detail].filter(Boolean).join('\n'));
};
