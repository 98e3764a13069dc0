/** A count that a lesson asks for; at least one bound is given. */
export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export const contains = ({ min = -Infinity, max = Infinity }: Range, count: number): boolean =>
  count >= min && count <= max;

/** `3`, `≥ 3`, `≤ 4` or `3–4`. */
export const rangeText = ({ min, max }: Range): string => {
  if (min === max) return `${min}`;
  if (max === undefined) return `≥ ${min}`;
  return min === undefined ? `≤ ${max}` : `${min}–${max}`;
};
