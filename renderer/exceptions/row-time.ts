/** What a row's time is counted from. */
export type Clock = 'local' | 'recording';

const two = (part: number): string => String(part).padStart(2, '0');

/** Microseconds of a time in milliseconds, whole. */
const microseconds = (timeMs: number): number => Math.round(timeMs * 1000);

/** A moment (milliseconds since 1970) as `HH:MM:SS` in the learner's time zone. */
export const clockTime = (timeMs: number): string => {
  const moment = new Date(timeMs);
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
};

/** A row's time down to the microsecond: `HH:MM:SS.mmm µµµ` here, or seconds of the recording's own clock. */
export const rowTime = (timeMs: number, clock: Clock): string => {
  const whole = microseconds(timeMs);
  const fraction = String(whole % 1_000_000).padStart(6, '0');
  if (clock === 'recording') return `${String(Math.floor(whole / 1_000_000))}.${fraction}`;
  return `${clockTime(Math.floor(whole / 1000))}.${fraction.slice(0, 3)} ${fraction.slice(3)}`;
};

/** Seconds after the first event, down to the microsecond. */
export const relativeTime = (timeMs: number, startMs: number): string =>
  `+${((microseconds(timeMs) - microseconds(startMs)) / 1_000_000).toFixed(6)}`;
