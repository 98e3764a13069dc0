/** The smallest value that at least so many of a hundred do not exceed (nearest rank). */
export const percentile = (values: readonly number[], hundredth: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * hundredth) / 100) - 1)] ?? NaN;
};
