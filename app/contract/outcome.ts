import * as v from 'valibot';
import { LabFailure } from './failure.ts';

/** What every call answers: its value, or an expected failure. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: LabFailure };

/** The schema of an {@link Outcome} around a call's output schema. */
export const outcomeOf = <const Output extends v.GenericSchema>(output: Output) =>
  v.variant('ok', [
    v.object({ ok: v.literal(true), value: output }),
    v.object({ ok: v.literal(false), failure: LabFailure }),
  ]);

export const succeed = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const fail = (failure: LabFailure): { ok: false; failure: LabFailure } => ({ ok: false, failure });
