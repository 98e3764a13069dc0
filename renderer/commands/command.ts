import type { Text } from '../../app/contract/index.ts';
import type { Lab } from '../state/lab.svelte.ts';

/** Something a learner can ask of the page, by the palette, by its key, or both. */
export interface PageCommand {
  /** Stable, since remapped keys are kept by it: `editor.next-problem`. */
  readonly id: string;
  readonly title: Text;
  /** The usual key, as `Ctrl+Shift+P`, `F8`, `Alt+ArrowLeft`. */
  readonly key?: string;
  /** The pane within which the key counts; everywhere where left out. */
  readonly within?: string;
  /** Its key counts in a terminal too, whose program then does not get it. */
  readonly inTerminal?: true;
  /** It takes the keyboard out of a terminal: one such command always keeps a key. */
  readonly leavesTerminal?: true;
  /** Whether it can be done now; always where left out. */
  readonly possible?: (lab: Lab) => boolean;
  readonly run: (lab: Lab) => void | Promise<void>;
}
