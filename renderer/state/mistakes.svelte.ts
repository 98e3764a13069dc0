/** What nobody expected: a mistake in the page itself, or a part of the page that did not come. */
export interface Mistake {
  readonly kind: 'mistake' | 'part-missing';
  /** What was thrown, word for word. */
  readonly detail: string;
}

const detailOf = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

/** What went wrong on the page without being an expected failure; the learner reads of it all the same. */
export class Mistakes {
  /** The first one that was not dismissed: others often follow from it. */
  current = $state.raw<Mistake>();

  /** Something was thrown that nobody has caught. */
  thrown(thrown: unknown): void {
    this.current ??= { kind: 'mistake', detail: detailOf(thrown) };
  }

  /**
   * Loads a part of the page; undefined where it does not come. Only loading the whole page again can fetch it then: browsers
   * keep a module's failed fetch for the life of the page (HTML, "fetch a single module script").
   */
  async part<T>(load: () => Promise<T>): Promise<T | undefined> {
    try {
      return await load();
    } catch (error) {
      this.current = { kind: 'part-missing', detail: detailOf(error) };
      return undefined;
    }
  }

  dismiss(): void {
    this.current = undefined;
  }
}
