import type { Environment } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';

/** What the lab says of the open assignment's environment while it stands. */
export class KnownEnvironment {
  found = $state.raw<Environment>();
  #asked = '';

  constructor(private readonly link: Link) {}

  /**
   * Asks for its interfaces and addresses; `name` is undefined while it does not stand. A run that needs VLANs makes it anew
   * under its name, and then attaches another `program`: so it is asked again for each.
   */
  async look(name: string | undefined, program?: number): Promise<void> {
    const asked = `${name ?? ''} ${String(program)}`;
    this.#asked = asked;
    if (this.found?.name !== name) this.found = undefined;
    if (name === undefined) return;
    const outcome = await this.link.call('env.status', { name });
    // It may have gone meanwhile: then its declaration is drawn, and whoever asked for more is told elsewhere.
    if (this.#asked === asked && outcome.ok) this.found = outcome.value.environment;
  }
}
