import { packExceptionRows, fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type {
  Emit,
  ExceptionGroup,
  ExceptionRow,
  ExceptionRows,
  Handlers,
  LabContract,
  OpenedTrace,
  Outcome,
  TracedBy,
  WatchedExceptions,
} from '../../../app/contract/index.ts';

const both = (text: string) => ({ en: text, ja: `${text}。` });

export const traced: TracedBy = { way: 'instance', why: 'trace-cmd: Can’t enable ftrace' };

/** A group of ABORTED of the learner's program. */
export const aborted: ExceptionGroup = {
  group: 0,
  event: 'xdp_exception',
  programId: 41,
  program: 'xdp_parser',
  environment: 'veth-packet01',
  action: 0,
  interfaceIndex: 7,
  interface: 'veth-packet01',
  redirect: null,
  count: 1,
  actionName: 'XDP_ABORTED',
  meaning: both('The program gave up on the packet, which is dropped.'),
};

/** A group of redirects into an empty entry of a map. */
export const redirected: ExceptionGroup = {
  ...aborted,
  group: 1,
  event: 'xdp_redirect_map_err',
  action: 4,
  actionName: 'XDP_REDIRECT',
  redirect: { errno: 6, interfaceIndex: 0, mapId: 12, mapIndex: 3 },
  meaning: both('The redirect led nowhere.'),
};

/** Milliseconds since 1970 of the first row. */
export const startMs = Date.UTC(2026, 0, 1, 12);

/** `count` rows of a group, a millisecond apart, beginning `from` milliseconds after the start. */
export const rowsOf = (count: number, group = 0, from = 0): ExceptionRow[] =>
  Array.from({ length: count }, (_, index) => ({
    timeMs: startMs + from + index,
    group,
    pid: 1000 + group,
    cpu: 1,
    task: 0,
  }));

const pack = (rows: readonly ExceptionRow[]): string =>
  Buffer.from(packExceptionRows(rows)).toString('base64');

/** What one event of a stream says, and nothing where left out. */
export const batch = (
  rows: readonly ExceptionRow[],
  more: Partial<Omit<ExceptionRows, 'rows' | 'count'>> = {},
): ExceptionRows => ({
  stream: 'a',
  traced,
  tasks: [{ task: 0, name: 'ping' }],
  groups: [],
  lost: 0,
  ...more,
  rows: pack(rows),
  count: rows.length,
});

/** A recording with two events, cut off at its end. */
export const openedTrace: OpenedTrace = {
  name: 'theirs.dat',
  tasks: [{ task: 0, name: 'softirq' }],
  groups: [{ ...aborted, program: null, programId: 5, interface: null, environment: null, count: 2 }],
  rows: pack(rowsOf(2).map((row, index) => ({ ...row, timeMs: 1_234_567.891 + index }))),
  count: 2,
  lost: null,
  otherEvents: 4,
  notes: [both('Its end is cut off.')],
  commands: [],
};

/** The exceptions' calls over one watch at a time: `tell` streams, `end` lets the watch end by itself. */
export const exceptionsDouble = (own: Partial<Handlers<LabContract>> = {}) => {
  const watches: { stream: string; end: (outcome: Outcome<WatchedExceptions>) => void }[] = [];
  let recordings = 0;
  let emit: Emit<LabContract> = () => undefined;
  /** What a watch that is stopped has recorded; null where it could not. */
  let recorded = true;
  const tell = (rows: readonly ExceptionRow[], more: Parameters<typeof batch>[1] = {}): void => {
    const stream = watches.at(-1)?.stream ?? 'nobody';
    emit('exceptions.rows', batch(rows, { stream, ...more }));
  };
  const handlers: Partial<Handlers<LabContract>> = {
    'exceptions.watch': ({ stream }, { signal }) =>
      new Promise((resolve) => {
        watches.push({ stream, end: resolve });
        signal.addEventListener('abort', () => {
          resolve(fail(labFailure('cancelled', { thing: 'exceptions.watch' })));
        });
        // The first event says that it listens.
        setTimeout(() => {
          tell([], { stream });
        });
      }),
    'exceptions.stop': ({ stream }) => {
      const watch = watches.find((one) => one.stream === stream);
      if (!watch) return Promise.resolve(fail(labFailure('not-found', { thing: stream })));
      recordings += 1;
      watch.end(
        succeed({
          traced,
          events: 1,
          lost: 0,
          recording: recorded ? { id: `recording-${String(recordings)}`, bytes: 5, overwritten: 0 } : null,
          unrecorded: recorded ? null : labFailure('disk-full', { thing: '/tmp/trace.dat' }),
          commands: [],
        }),
      );
      return Promise.resolve(succeed({}));
    },
    'exceptions.recording': () =>
      Promise.resolve(succeed({ bytes: Buffer.from('trace').toString('base64') })),
    'exceptions.open': ({ ...input }) =>
      Promise.resolve(succeed({ ...openedTrace, name: input.kind === 'bytes' ? input.name : input.path })),
    ...own,
  };
  return {
    handlers,
    tell,
    /** Streams of the watches so far, in order. */
    streams: () => watches.map(({ stream }) => stream),
    end: (outcome: Outcome<WatchedExceptions>) => watches.at(-1)?.end(outcome),
    refuseRecording: () => {
      recorded = false;
    },
    /** To be called once the lab is there that the events are sent through. */
    through: (send: Emit<LabContract>) => {
      emit = send;
    },
  };
};
