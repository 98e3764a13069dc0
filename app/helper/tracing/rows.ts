import { packExceptionRows, type ExceptionRow, type ExceptionRowsSeen } from '../../contract/index.ts';
import { createTaskNumbers, isExceptionEvent, readTraceLine, type createGroups } from '../../ftrace/index.ts';

/** Rows are sent on at least so often, and in batches no larger than this. */
const batchMs = 20;
const batchRows = 16_384;

/** Milliseconds since 1970 at which CLOCK_MONOTONIC was zero. */
const monotonicEpochMs = (): number => Date.now() - Number(process.hrtime.bigint() / 1000n) / 1000;

type Batch = Pick<ExceptionRowsSeen, 'tasks' | 'rows' | 'count' | 'groups'>;

/** Turns lines of `trace_pipe` into batches of rows. */
export const createRows = (groups: ReturnType<typeof createGroups>, send: (batch: Batch) => void) => {
  const epochMs = monotonicEpochMs();
  const tasks = createTaskNumbers();
  let rows: ExceptionRow[] = [];
  let events = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const packed = packExceptionRows(rows);
    const batch: Batch = {
      tasks: tasks.takeNew(),
      rows: Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('base64'),
      count: rows.length,
      groups: groups.takeChanged(),
    };
    rows = [];
    send(batch);
  };

  return {
    /** Takes a line; those that are no event are passed over. */
    push: (line: string): void => {
      const read = readTraceLine(line);
      if (!read || !isExceptionEvent(read.event)) return;
      const group = groups.count(read.event, read.text);
      if (group === undefined) return;
      events += 1;
      const { pid, cpu } = read;
      rows.push({
        timeMs: epochMs + read.timeSeconds * 1000,
        group,
        pid,
        cpu,
        task: tasks.of(read.task),
      });
      if (rows.length >= batchRows) flush();
      else timer ??= setTimeout(flush, batchMs);
    },
    flush,
    events: (): number => events,
    /** Nothing is sent any more. */
    stop: (): void => {
      clearTimeout(timer);
    },
  };
};
