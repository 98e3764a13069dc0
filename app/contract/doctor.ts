import * as v from 'valibot';
import { Text } from './text.ts';

/** One thing the lab needs or would like, whether it is there, how that was seen, and the cure. */
export const Finding = v.object({
  id: v.string(),
  title: Text,
  /** `missing` stops the lab; `limited` does not: the lab works around it, as `cure` or `message` says. */
  state: v.picklist(['ok', 'limited', 'missing']),
  message: Text,
  evidence: v.string(),
  cure: v.nullable(Text),
});
export type Finding = v.InferOutput<typeof Finding>;

export const DoctorReport = v.object({
  verdict: v.picklist(['ok', 'limited', 'missing']),
  findings: v.array(Finding),
});
export type DoctorReport = v.InferOutput<typeof DoctorReport>;
