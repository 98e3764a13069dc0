/** One event, as `trace_pipe` and `trace-cmd report` print it (Documentation/trace/ftrace.rst, “Output format”). */
export interface TraceLine {
  readonly task: string;
  readonly pid: number;
  readonly cpu: number;
  /** Seconds of the clock of the trace, with a fraction. */
  readonly timeSeconds: number;
  readonly event: string;
  /** What the event says of itself: `prog_id=12 action=ABORTED ifindex=5`. */
  readonly text: string;
}

const digits = /^\d+$/;
const seconds = /^\d+\.\d+$/;

/**
 * Reads a line; undefined for one that is no event. A task's name may hold spaces, dashes and brackets, so that it is read from its end:
 * `-pid`, maybe a process in brackets, and the processor in square ones.
 */
export const readTraceLine = (line: string): TraceLine | undefined => {
  for (let open = line.indexOf(' ['); open >= 0; open = line.indexOf(' [', open + 1)) {
    const close = line.indexOf(']', open);
    if (close < 0) return undefined;
    const cpu = line.slice(open + 2, close);
    if (!digits.test(cpu)) continue;
    const who = line
      .slice(0, open)
      .replace(/ +\([ \d-]*\) *$/, '')
      .trim();
    const dash = who.lastIndexOf('-');
    const pid = who.slice(dash + 1);
    if (dash < 1 || !digits.test(pid)) continue;
    const rest = readRest(line, close + 1);
    if (rest) return { task: who.slice(0, dash), pid: Number(pid), cpu: Number(cpu), ...rest };
  }
  return undefined;
};

/** What follows the processor: maybe flags, the time, the event and what it says. */
const readRest = (
  line: string,
  from: number,
): Pick<TraceLine, 'timeSeconds' | 'event' | 'text'> | undefined => {
  let at = from;
  // Flags are one word; trace-cmd prints none, and names of buffers are another.
  for (let words = 0; words < 4; words += 1) {
    while (line[at] === ' ') at += 1;
    const end = line.indexOf(' ', at);
    if (end < 0) return undefined;
    const word = line.slice(at, end);
    at = end;
    if (!word.endsWith(':') || !seconds.test(word.slice(0, -1))) continue;
    while (line[at] === ' ') at += 1;
    const colon = line.indexOf(':', at);
    if (colon < 0) return undefined;
    const event = line.slice(at, colon);
    if (event === '' || event.includes(' ')) return undefined;
    return { timeSeconds: Number(word.slice(0, -1)), event, text: line.slice(colon + 1).trim() };
  }
  return undefined;
};
