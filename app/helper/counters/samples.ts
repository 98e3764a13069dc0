import type { CounterChange, CounterSample, CounterSamples, Counting } from '../../contract/index.ts';

/** Samples are sent on at least so often, and in batches no larger than this. */
const batchMs = 250;
const batchSamples = 256;

/** Collects the samples of one watch into events. */
export const createSampleBatch = (
  { stream, environment }: Pick<CounterSamples, 'stream' | 'environment'>,
  send: (samples: CounterSamples) => void,
) => {
  let counting: Counting | undefined;
  let change: CounterChange | null = null;
  let samples: CounterSample[] = [];
  let sentAt = -Infinity;
  const flush = (): void => {
    if (!counting || (samples.length === 0 && change === null)) return;
    send({ stream, environment, counting, change, samples });
    samples = [];
    change = null;
    sentAt = performance.now();
  };
  return {
    flush,
    /** What follows is counted by something else. */
    begin: (next: Counting, why: CounterChange): void => {
      flush();
      counting = next;
      change = why;
    },
    push: (sample: CounterSample): void => {
      samples.push(sample);
      if (samples.length >= batchSamples || performance.now() - sentAt >= batchMs) flush();
    },
  };
};
