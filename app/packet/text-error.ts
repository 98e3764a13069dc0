/** A place in a text that could not be understood. `position` counts characters from 0; `message` says it all in one line. */
export interface TextError {
  readonly position: number;
  readonly expected: string;
  readonly message: string;
}

/** A value, or the place that stopped its reading. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: TextError };

/** Says what would have been right at a place, and what stands there instead. */
const expectedAt = (position: number, expected: string, found?: string): TextError => ({
  position,
  expected,
  message: `at ${position}: expected ${expected}${found === undefined ? '' : `, not ${found}`}`,
});

/** Stops a reading from anywhere inside it; {@link parsing} turns it into a result. */
export class TextErrorSignal extends Error {
  readonly error: TextError;
  constructor(error: TextError) {
    super(error.message);
    this.error = error;
  }
}

/** Ends the reading under way with an error at a place. */
export const refuse = (position: number, expected: string, found?: string): never => {
  throw new TextErrorSignal(expectedAt(position, expected, found));
};

/** Runs a reading, and answers its value or the error it was ended with. */
export const parsing = <T>(read: () => T): Parsed<T> => {
  try {
    return { ok: true, value: read() };
  } catch (thrown) {
    if (thrown instanceof TextErrorSignal) return { ok: false, error: thrown.error };
    throw thrown;
  }
};
