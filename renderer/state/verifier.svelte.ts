import type {
  AssignmentKey,
  Explanation,
  ExplainRequest,
  LabFailure,
  SourceVisit,
} from '../../app/contract/index.ts';
import { isConnectionLost } from '../connection/link.svelte.ts';
import type { Link } from '../connection/link.svelte.ts';
import { sameAssignment } from './assignment.ts';
import { Pages } from './pages.svelte.ts';
import type { Texts, Work } from './work.svelte.ts';

/** What is explained: the learner's own file, or a log from elsewhere. */
export type Explained =
  | { readonly kind: 'own'; readonly key: AssignmentKey; readonly texts: Texts }
  | { readonly kind: 'log'; readonly name: string };

/** Everything that the verifier knew before an instruction. */
export interface Registers {
  readonly logLine: number;
  readonly registers: readonly { readonly name: string; readonly value: string }[];
}

const visitsInPage = 200;
const linesInPage = 1000;

/** What the verifier said of a program, explained: the log by source line, the registers, and the log itself. */
export class Verifier {
  explanation = $state.raw<Explanation>();
  of = $state.raw<Explained>();
  running = $state(false);
  /** Why there is no explanation. */
  failure = $state.raw<LabFailure>();
  /** The log as it was printed is shown. */
  raw = $state(false);
  /** A field for a log from elsewhere is open. */
  pasting = $state(false);
  /** The visit whose instructions are shown, by its number. */
  chosen = $state<number>();
  registers = $state.raw<Registers>();
  readonly visits = new Pages<SourceVisit>(visitsInPage, (from, count) => this.#visitsFrom(from, count));
  readonly lines = new Pages<string | null>(linesInPage, (from, count) => this.#linesFrom(from, count));
  /** The code is not the one that was explained. */
  readonly stale = $derived.by(() => {
    const { of } = this;
    return (
      of?.kind === 'own' && Object.entries(of.texts).some(([path, text]) => this.work.texts[path] !== text)
    );
  });
  #current: AbortController | undefined;

  constructor(
    private readonly link: Link,
    private readonly work: Pick<Work, 'texts' | 'saved'>,
  ) {}

  /** Explains the saved code, unless that is what is explained already, or was tried in vain. */
  async look(key: AssignmentKey): Promise<void> {
    const { of } = this;
    const isThis =
      of?.kind === 'log' ||
      (of?.kind === 'own' && sameAssignment(of.key, key) && sameTexts(of.texts, this.work.saved));
    if (!isThis) await this.explainOwn(key);
  }

  /** Builds and loads the saved code, attaches it nowhere, and explains what the verifier says. */
  async explainOwn(key: AssignmentKey): Promise<void> {
    await this.#explain(
      { kind: 'own', key: { ...key }, texts: this.work.saved },
      { kind: 'workspace', ...key },
    );
  }

  /** Explains a log as it was printed elsewhere. */
  async explainLog(name: string, text: string): Promise<void> {
    this.pasting = false;
    await this.#explain({ kind: 'log', name }, { kind: 'log', text });
  }

  /** Back to the learner's own program. */
  async back(key: AssignmentKey | undefined): Promise<void> {
    this.clear();
    if (key) await this.look(key);
  }

  /** Another assignment is open. */
  moved(key: AssignmentKey): void {
    if (this.of?.kind === 'own' && !sameAssignment(this.of.key, key)) this.clear();
  }

  clear(): void {
    this.#current?.abort();
    this.#current = undefined;
    this.running = false;
    this.of = undefined;
    this.failure = undefined;
    this.#show(undefined);
  }

  /** Shows the instructions of a visit. */
  choose(number: number): void {
    this.chosen = number;
    this.registers = undefined;
  }

  /** Shows what the verifier knew before the instruction at a line of the log; hides it where it is shown. */
  async know(logLine: number): Promise<void> {
    const { explanation } = this;
    if (!explanation) return;
    if (this.registers?.logLine === logLine) {
      this.registers = undefined;
      return;
    }
    const outcome = await this.link.call('verifier.registers', {
      explanation: explanation.explanation,
      logLine,
    });
    if (this.explanation !== explanation) return;
    if (outcome.ok) this.registers = { logLine, registers: outcome.value.registers };
    else this.#missed(outcome.failure);
  }

  async #explain(of: Explained, request: ExplainRequest): Promise<void> {
    this.#current?.abort();
    const current = new AbortController();
    this.#current = current;
    this.running = true;
    const outcome = await this.link.call('verifier.explain', request, { signal: current.signal });
    if (this.#current !== current) return;
    this.#current = undefined;
    this.running = false;
    // A connection that was lost is made anew, and then it is asked again.
    if (!outcome.ok && isConnectionLost(outcome.failure)) return;
    this.of = of;
    this.failure = outcome.ok ? undefined : outcome.failure;
    this.#show(outcome.ok ? outcome.value : undefined);
  }

  #show(explanation: Explanation | undefined): void {
    this.explanation = explanation;
    this.registers = undefined;
    this.chosen = explanation?.rejected?.number;
    this.visits.begin(explanation?.visits.total ?? 0);
    this.lines.begin(explanation?.log.lines ?? 0);
    this.visits.put((explanation?.visits.first ?? []).map((visit) => [visit.number, visit] as const));
  }

  async #visitsFrom(from: number, count: number): Promise<(readonly [number, SourceVisit])[]> {
    const { explanation } = this;
    if (!explanation) return [];
    const asked = { explanation: explanation.explanation, from, count };
    const outcome = await this.link.call('verifier.visits', asked);
    if (outcome.ok) return outcome.value.visits.map((visit) => [visit.number, visit] as const);
    if (this.explanation === explanation) this.#missed(outcome.failure);
    return [];
  }

  async #linesFrom(from: number, count: number): Promise<(readonly [number, string | null])[]> {
    const { explanation } = this;
    if (!explanation) return [];
    const asked = { explanation: explanation.explanation, from, count };
    const outcome = await this.link.call('verifier.log', asked);
    if (outcome.ok) return outcome.value.lines.map((line, index) => [from + index, line] as const);
    if (this.explanation === explanation) this.#missed(outcome.failure);
    return [];
  }

  /** The lab keeps the last explanations only, and a new lab none: an own one is then asked for again. */
  #missed(failure: LabFailure): void {
    if (isConnectionLost(failure)) return;
    if (failure.code === 'not-found' && this.of?.kind === 'own' && !this.running) {
      void this.explainOwn(this.of.key);
    } else this.failure = failure;
  }
}

const sameTexts = (some: Texts, others: Texts): boolean =>
  Object.keys(others).length === Object.keys(some).length &&
  Object.entries(others).every(([path, text]) => some[path] === text);
