import * as v from 'valibot';

/** A sentence in every language a learner can choose. Both travel together, so a page can switch language without asking again. */
export const Text = v.object({ en: v.pipe(v.string(), v.nonEmpty()), ja: v.pipe(v.string(), v.nonEmpty()) });
export type Text = v.InferOutput<typeof Text>;

/** The languages the lab speaks. */
export const Language = v.picklist(['en', 'ja']);
export type Language = v.InferOutput<typeof Language>;
