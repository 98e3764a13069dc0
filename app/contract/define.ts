import type * as v from 'valibot';
import type { Outcome } from './outcome.ts';

/** One question and its answer. `input` is always one object, since JSON-RPC would spread an array by position. */
export interface Call {
  readonly input: v.GenericSchema;
  readonly output: v.GenericSchema;
}

/** Everything one side may ask of the other (`calls`) and hear from it (`events`). */
export interface Contract {
  readonly calls: Readonly<Record<string, Call>>;
  readonly events: Readonly<Record<string, v.GenericSchema>>;
}

export type CallName<C extends Contract> = keyof C['calls'] & string;
export type EventName<C extends Contract> = keyof C['events'] & string;

/** What a caller may write (before defaults are filled in). */
export type InputOf<C extends Contract, N extends CallName<C>> = v.InferInput<C['calls'][N]['input']>;
/** What a handler receives (checked, defaults filled in). */
export type ParsedInputOf<C extends Contract, N extends CallName<C>> = v.InferOutput<C['calls'][N]['input']>;
export type OutputOf<C extends Contract, N extends CallName<C>> = v.InferOutput<C['calls'][N]['output']>;
export type EventOf<C extends Contract, N extends EventName<C>> = v.InferOutput<C['events'][N]>;

export type Emit<C extends Contract> = <N extends EventName<C>>(name: N, event: EventOf<C, N>) => void;

/** What a handler knows about the call beside its input. */
export interface CallContext {
  /** Aborted when the caller cancels or its channel closes. */
  readonly signal: AbortSignal;
}

export type Handlers<C extends Contract> = {
  readonly [N in CallName<C>]: (
    input: ParsedInputOf<C, N>,
    context: CallContext,
  ) => Promise<Outcome<OutputOf<C, N>>>;
};

/** One implementation of a contract, shared by all its connections. `subscribe` is called once per connection. */
export interface Service<C extends Contract> {
  readonly handlers: Handlers<C>;
  readonly subscribe: (emit: Emit<C>) => () => void;
}

/** Keeps a contract's literal types while checking its shape. */
export const defineContract = <const C extends Contract>(contract: C): C => contract;
