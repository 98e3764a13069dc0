interface HeadAndTail<T> {
  readonly add: (item: T) => void;
  readonly total: () => number;
  readonly last: () => T | undefined;
  readonly at: (number: number) => T | undefined;
  readonly leftOut: () => { readonly from: number; readonly count: number } | null;
}

/** The first `head` items and at least the last `tail` ones, by their number from 0; those between are counted. */
export const createHeadAndTail = <T>(head: number, tail: number): HeadAndTail<T> => {
  const first: T[] = [];
  let rest: T[] = [];
  let left = 0;
  return {
    add: (item) => {
      if (first.length < head) {
        first.push(item);
        return;
      }
      rest.push(item);
      if (rest.length <= 2 * tail) return;
      left += rest.length - tail;
      rest = rest.slice(-tail);
    },
    total: () => first.length + left + rest.length,
    last: () => rest.at(-1) ?? first.at(-1),
    at: (number) =>
      number < first.length
        ? first[number]
        : number < first.length + left
          ? undefined
          : rest[number - first.length - left],
    leftOut: () => (left > 0 ? { from: first.length, count: left } : null),
  };
};
