import { isConnectionLost } from '../connection/link.svelte.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Again, Failures } from './failures.svelte.ts';
import type { Session } from './session.svelte.ts';

/** Whether the lab may act as root: the question to the learner, and the answer. */
export class Consent {
  /** The question is on the page. */
  shown = $state(false);
  #waiting = $state(false);
  #offered = false;
  #again: Again | undefined;
  /** The system's own dialog may be open. */
  readonly asking = $derived.by(() => this.#waiting || this.session.state?.privilege === 'asking');
  /** The lab can hear the answer. */
  readonly connected = $derived.by(() => this.link.state === 'open');

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
    private readonly session: Session,
  ) {}

  /** Puts the question when root was needed: once, and not where the learner has said no already. */
  offer(again?: Again): void {
    if (this.#offered || this.session.state?.privilege === 'refused') return;
    this.ask(again);
  }

  /** Puts the question because the learner wants it; `again` is done once root is allowed. */
  ask(again?: Again): void {
    this.#offered = true;
    this.#again = again;
    this.shown = true;
  }

  /** Without a connection nobody hears it: the question stays, and says so. */
  async allow(): Promise<void> {
    if (this.asking || !this.connected) return;
    this.#waiting = true;
    const outcome = await this.link.call('lab.allow', {});
    this.#waiting = false;
    if (!outcome.ok && isConnectionLost(outcome.failure)) return;
    this.shown = false;
    const again = this.#again;
    // The learner has said no meanwhile.
    if (!outcome.ok && outcome.failure.code === 'cancelled') return;
    const state = this.failures.take(outcome, again);
    if (!state) return;
    this.session.state = state;
    this.failures.dismiss();
    await again?.();
  }

  /** The learner says no, or takes back what was allowed. */
  async refuse(): Promise<void> {
    this.shown = false;
    this.#offered = true;
    this.#again = undefined;
    const state = this.failures.take(await this.link.call('lab.refuse', {}));
    if (state) this.session.state = state;
  }
}
