import type { AssignmentKey } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';

/** Which assignment's run attached a program: the lab names programs only, and assignments share environments. */
export class Attachments {
  /** By program id, which the kernel gives once; null where it was there before. */
  #owners = $state.raw<Readonly<Record<number, AssignmentKey | null>>>({});

  /** `running` is the assignment that is run with traffic right now. */
  constructor(link: Link, running: () => AssignmentKey | undefined) {
    link.on('lab.state', ({ environments }) => {
      for (const { program } of environments) {
        if (program && this.#owners[program.id] === undefined)
          this.#owners = { ...this.#owners, [program.id]: running() ?? null };
      }
    });
  }

  /** The assignment whose run attached the program; undefined for one that was there before the page. */
  ownerOf(program: number): AssignmentKey | undefined {
    return this.#owners[program] ?? undefined;
  }
}
