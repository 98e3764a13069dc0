/** Where a key leads in a list of ids: arrows one on, Home and End to the ends; undefined where it leads nowhere. */
export const moved = (ids: readonly string[], from: string | undefined, key: string): string | undefined => {
  const at = ids.findIndex((id) => id === from);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, Home: 0, End: ids.length - 1 }[key];
  return to === undefined ? undefined : ids[to];
};
