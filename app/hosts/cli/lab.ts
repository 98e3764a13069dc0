import type {
  CallName,
  EventName,
  EventOf,
  InputOf,
  LabContract,
  Outcome,
  OutputOf,
} from '../../contract/index.ts';

/** What the commands need of the lab: its contract as calls and events, and its end. */
export interface Lab {
  readonly call: <N extends CallName<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
    options: { signal: AbortSignal },
  ) => Promise<Outcome<OutputOf<LabContract, N>>>;
  readonly on: <N extends EventName<LabContract>>(
    event: N,
    listener: (event: EventOf<LabContract, N>) => void,
  ) => () => void;
  /** Ends the engine and its helper; whatever they made is gone afterwards. */
  readonly dispose: () => Promise<void>;
}

/** Starts an engine in this process and connects to it over memory. Loaded here and not before: `--help` needs none of it. */
export const openLab = async (): Promise<Lab> => {
  const [
    { createEngine },
    { findRoot },
    { connect, serve },
    { memoryChannelPair },
    { contract, labFailure },
  ] = await Promise.all([
    import('../../engine/index.ts'),
    import('../../engine/root.ts'),
    import('../../rpc/index.ts'),
    import('../../rpc/memory.ts'),
    import('../../contract/index.ts'),
  ]);
  const engine = createEngine({ root: findRoot() });
  const [near, far] = memoryChannelPair();
  serve(contract, engine.service, far);
  const client = connect(contract, near, { gone: labFailure('cancelled', { thing: 'xdp-lab' }) });
  return {
    call: (name, input, options) => client.call(name, input, options),
    on: (event, listener) => client.on(event, listener),
    dispose: async () => {
      await engine.dispose();
      client.close();
    },
  };
};
