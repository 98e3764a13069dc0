import * as v from 'valibot';
import { EnvironmentName } from './environment.ts';
import { xdpActions, XdpMode } from './program.ts';
import { Text } from './text.ts';

/** Where counts come from: the learner's own map, the lab's tap, the driver, or nowhere. */
export const CounterSource = v.picklist(['xdp_stats_map', 'tap', 'ethtool', 'none']);
export type CounterSource = v.InferOutput<typeof CounterSource>;

/** What a counter is of; `other` are return values that are no action, which the kernel treats as XDP_ABORTED. */
export const CounterAction = v.picklist([...xdpActions, 'other']);
export type CounterAction = v.InferOutput<typeof CounterAction>;

/** What is counted and by what; whenever it changes the counts begin anew. */
export const Counting = v.object({
  programId: v.nullable(v.number()),
  mode: v.nullable(XdpMode),
  mapId: v.nullable(v.number()),
  source: CounterSource,
  /** What the columns of the samples are, in order. */
  actions: v.array(CounterAction),
  /** What is missing or unusual about these counts. */
  notes: v.array(Text),
});
export type Counting = v.InferOutput<typeof Counting>;

/** Totals at one time, summed over possible CPUs, a column an action. `bytes` is null where none are counted. */
export const CounterSample = v.object({
  /** Milliseconds since 1970, with a fraction. */
  timeMs: v.number(),
  packets: v.array(v.number()),
  bytes: v.nullable(v.array(v.number())),
});
export type CounterSample = v.InferOutput<typeof CounterSample>;

/** Why counts begin anew: another program, or the first, was attached; it was taken off. */
export const CounterChange = v.picklist(['first', 'attached', 'reloaded', 'detached']);
export type CounterChange = v.InferOutput<typeof CounterChange>;

/**
 * Samples of one watch, all counted by the same thing. After `change` is `reloaded` they start from the new map; the last
 * samples before it hold all that the old one counted.
 */
export const CounterSamples = v.object({
  stream: v.string(),
  environment: EnvironmentName,
  counting: Counting,
  change: v.nullable(CounterChange),
  samples: v.array(CounterSample),
});
export type CounterSamples = v.InferOutput<typeof CounterSamples>;

/** What to watch. `stream` is the caller's own word for it, and stands in every event of this watch. */
export const WatchCounters = v.object({
  environment: EnvironmentName,
  stream: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/)),
  intervalMs: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(10_000)), 1000),
  /** Ends by itself after so many samples. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type WatchCounters = v.InferOutput<typeof WatchCounters>;

/** How a watch went, and what it cost the helper: wall time of a sample, processor time of the whole process meanwhile. */
export const WatchedCounters = v.object({
  samples: v.number(),
  reloads: v.number(),
  sampleMs: v.number(),
  cpuMs: v.number(),
  wallMs: v.number(),
});
export type WatchedCounters = v.InferOutput<typeof WatchedCounters>;
