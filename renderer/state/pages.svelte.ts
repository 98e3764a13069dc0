/** A long list of which only what is looked at is fetched, page by page. */
export class Pages<T> {
  total = $state(0);
  #items = $state.raw<readonly (T | undefined)[]>([]);
  /** Which pages were asked for; another object for each list. */
  #asked: boolean[] = [];

  constructor(
    private readonly inPage: number,
    /** Answers those of the items from an index on that there are, each with its index. */
    private readonly fetch: (from: number, count: number) => Promise<(readonly [number, T])[]>,
  ) {}

  /** Another list: nothing of it is known. */
  begin(total: number): void {
    this.total = total;
    this.#items = [];
    this.#asked = [];
  }

  /** Takes items that are known already. */
  put(found: readonly (readonly [number, T])[]): void {
    const items = this.#items.slice();
    for (const [index, item] of found) items[index] = item;
    this.#items = items;
  }

  /** An item, or undefined while its page is fetched, which this begins. */
  at(index: number): T | undefined {
    const item = this.#items[index];
    if (item === undefined) this.#want(Math.floor(index / this.inPage));
    return item;
  }

  #want(page: number): void {
    const asked = this.#asked;
    if (asked[page]) return;
    asked[page] = true;
    const from = page * this.inPage;
    void this.fetch(from, Math.min(this.inPage, this.total - from)).then((found) => {
      // Another list may have begun meanwhile.
      if (asked === this.#asked) this.put(found);
    });
  }
}
