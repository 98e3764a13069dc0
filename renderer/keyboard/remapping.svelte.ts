import type { PageCommand } from '../commands/command.ts';
import { conflictOf, keyOf } from '../commands/find.ts';
import { canBeCommand, keyOfPress } from '../commands/key.ts';
import type { KeyPress } from '../commands/key.ts';
import type { Settings } from '../state/settings.svelte.ts';

/** A command that is being given another key. */
export class Remapping {
  /** The command whose new key is awaited or asked about. */
  command = $state.raw<PageCommand>();
  /** A pressed key that would be missed elsewhere. */
  unfit = $state<string>();
  /** The last key by which a keyboard leaves a terminal, which another command would take. */
  trapping = $state<string>();
  /** A key that another command has, and that the learner has not taken yet. */
  conflict = $state.raw<{ readonly key: string; readonly other: PageCommand }>();

  constructor(
    private readonly commands: readonly PageCommand[],
    private readonly settings: Settings,
  ) {}

  /** Waits for the new key of a command. */
  start(command: PageCommand): void {
    this.stop();
    this.command = command;
  }

  stop(): void {
    this.command = undefined;
    this.unfit = undefined;
    this.trapping = undefined;
    this.conflict = undefined;
  }

  /** Whether the press was the new key, or was for it; false where none is awaited. */
  press(press: KeyPress): boolean {
    const { command, conflict } = this;
    const key = keyOfPress(press);
    if (!command || (conflict && key !== 'Escape')) return false;
    if (key === 'Escape') this.stop();
    else if (key !== undefined && !canBeCommand(key)) this.unfit = key;
    else if (key !== undefined) this.#propose(command, key);
    return true;
  }

  /** Gives a command its usual key again, unless another has got it meanwhile. */
  backToUsual(command: PageCommand): void {
    this.start(command);
    if (command.key === undefined) this.#give(command, undefined);
    else this.#propose(command, command.key);
  }

  /** Takes the key from the command that has it. */
  take(): void {
    const { command, conflict } = this;
    if (command && conflict) this.#give(command, conflict.key, conflict.other);
  }

  #propose(command: PageCommand, key: string): void {
    this.unfit = undefined;
    this.trapping = undefined;
    const other = conflictOf(this.commands, command, key, this.settings.keys);
    if (other && this.#isLastWayOut(other, command)) this.trapping = key;
    else if (other) this.conflict = { key, other };
    else this.#give(command, key);
  }

  /** Whether a keyboard could not leave a terminal any more, were a command's key given to another one. */
  #isLastWayOut(command: PageCommand, to: PageCommand): boolean {
    const waysOut = this.commands.filter(({ leavesTerminal }) => leavesTerminal);
    return (
      waysOut.includes(command) &&
      !waysOut.includes(to) &&
      waysOut.every((one) => one === command || keyOf(one, this.settings.keys) === undefined)
    );
  }

  #give(command: PageCommand, key: string | undefined, from?: PageCommand): void {
    this.settings.setKeys({
      ...(from && { [from.id]: null }),
      [command.id]: key === command.key ? undefined : key,
    });
    this.stop();
  }
}
