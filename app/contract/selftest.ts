import * as v from 'valibot';

/**
 * The rules of a correct lesson: (a) the starter fails as declared, (b) solution and accepts pass, (c) each reject fails
 * its check and fires its hint, (d) a bare `return` never passes, (e) every check is failed by something, (f) both
 * languages are whole, (g) repeated runs agree, (h) nothing is left behind, (i) later solutions pass earlier assignments.
 */
export const SelftestRule = v.picklist(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
export type SelftestRule = v.InferOutput<typeof SelftestRule>;

/** One statement about a lesson that was tried. `detail` is empty where it holds. */
export const SelftestFinding = v.object({
  lesson: v.string(),
  assignment: v.nullable(v.string()),
  rule: SelftestRule,
  subject: v.string(),
  state: v.picklist(['pass', 'fail', 'cannot']),
  detail: v.string(),
  ms: v.number(),
});
export type SelftestFinding = v.InferOutput<typeof SelftestFinding>;
