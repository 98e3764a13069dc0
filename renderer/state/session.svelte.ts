import type { HostAbilities, LabState } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';
import type { Failures } from './failures.svelte.ts';

/** What the lab behind the page is and holds now. */
export class Session {
  state = $state.raw<LabState>();
  /** What the host around the page can do; undefined until it has said so. */
  abilities = $state.raw<HostAbilities>();
  /** Names of environments that are being taken down. */
  leaving = $state.raw<readonly string[]>([]);

  constructor(
    readonly link: Link,
    readonly failures: Failures,
  ) {
    link.on('lab.state', (state) => {
      this.state = state;
    });
    link.onOpen(() => void this.#askHost());
  }

  /** The program attached to an environment of this name, or undefined. */
  programOf(name: string | undefined) {
    return this.state?.environments.find((environment) => environment.name === name)?.program ?? undefined;
  }

  /** Removes a standing environment, and what is attached to it. */
  async takeDown(name: string): Promise<void> {
    this.leaving = [...this.leaving, name];
    this.failures.take(await this.link.call('env.down', { name }), () => this.takeDown(name));
    this.leaving = this.leaving.filter((one) => one !== name);
  }

  async #askHost(): Promise<void> {
    this.abilities = this.failures.take(await this.link.call('host.abilities', {}));
  }
}
