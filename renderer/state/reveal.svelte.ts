import type { AssignmentKey, WorkFile } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';
import type { History } from './history.svelte.ts';
import type { Work } from './work.svelte.ts';

/** The lesson's solution beside the learner's code; nothing of it is taken before what is there was kept. */
export class Reveal {
  /** The solution's files that differ from the learner's, while the view is open. */
  files = $state.raw<readonly WorkFile[]>();
  /** The learner is asked whether to look at it already. */
  asking = $state(false);
  readonly shown = $derived(this.files !== undefined);
  #key: AssignmentKey | undefined;
  #snapshot: Promise<boolean> | undefined;

  constructor(
    private readonly link: Link,
    private readonly failures: Failures,
    private readonly work: Work,
    private readonly history: History,
  ) {}

  async open(key: AssignmentKey): Promise<void> {
    this.#key = key;
    this.#snapshot = undefined;
    const solution = this.failures.take(await this.link.call('workspace.solution', key));
    if (!solution || this.#key !== key) return;
    const differing = solution.files.filter(
      ({ path, role, text }) => role !== 'readonly' && text !== this.work.texts[path],
    );
    this.files = differing.length > 0 ? differing : solution.files.filter(({ role }) => role === 'main');
    if (!this.files.some(({ path }) => path === this.work.active)) this.work.show(this.files[0]?.path ?? '');
  }

  /** Makes a snapshot before the first piece is taken, and once; false where nothing may be taken. */
  async mayTake(): Promise<boolean> {
    const asked = this.#snapshot ?? this.#keep();
    this.#snapshot = asked;
    const kept = await asked;
    if (!kept && this.#snapshot === asked) this.#snapshot = undefined;
    return kept;
  }

  /** Back to the editor; what was taken stays there as if it had been typed. */
  close(): void {
    this.#key = undefined;
    this.#snapshot = undefined;
    if (!this.files) return;
    this.files = undefined;
    this.work.editAll([]);
  }

  async #keep(): Promise<boolean> {
    const key = this.#key;
    if (!key || !(await this.work.save())) return false;
    const outcome = await this.link.call('workspace.snapshot', { ...key, reason: 'reveal' });
    const snapshot = this.failures.take(outcome);
    if (snapshot) this.history.kept(key, snapshot);
    return snapshot !== undefined && this.#key === key;
  }
}
