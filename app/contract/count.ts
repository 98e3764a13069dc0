import * as v from 'valibot';

/** A moment in ISO 8601 that a calendar has. */
export const Moment = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'a moment that no calendar has'),
);

/** How many there are of something: whole, and small enough that one more is another number. */
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 40));
