import type { LabFailure, MapPage, MapSummary } from '../../app/contract/index.ts';
import type { Link } from '../connection/link.svelte.ts';

const entriesInPage = 100;

/** The maps of the attached program, and what one of them holds. */
export class MapBrowser {
  maps = $state.raw<readonly MapSummary[]>([]);
  chosen = $state<number>();
  page = $state.raw<MapPage>();
  /** The chosen map went with its program. */
  gone = $state(false);
  failure = $state.raw<LabFailure>();
  following = $state(true);
  #entries = entriesInPage;
  #asking = false;

  constructor(private readonly link: Pick<Link, 'call'>) {}

  /** Another program is attached, or none: the list follows. */
  async list(environment: string): Promise<void> {
    const outcome = await this.link.call('maps.list', { environment });
    this.failure = outcome.ok ? undefined : outcome.failure;
    if (!outcome.ok) return;
    const before = this.maps.find(({ id }) => id === this.chosen);
    this.maps = outcome.value.maps;
    if (this.chosen === undefined || this.maps.some(({ id }) => id === this.chosen)) return;
    // A reloaded program has its map under another id: by its name it is the one that was looked at.
    const namesakes = this.maps.filter(({ name }) => name === before?.name);
    this.gone = namesakes.length !== 1;
    this.chosen = namesakes.length === 1 ? namesakes[0]?.id : undefined;
    this.page = undefined;
    await this.read(environment);
  }

  async choose(environment: string, map: number): Promise<void> {
    this.chosen = map;
    this.gone = false;
    this.page = undefined;
    this.#entries = entriesInPage;
    await this.read(environment);
  }

  async more(environment: string): Promise<void> {
    this.#entries = Math.min(1000, this.#entries + entriesInPage);
    await this.read(environment);
  }

  /** Reads what is shown anew; one reading at a time. */
  async read(environment: string): Promise<void> {
    const { chosen: mapId } = this;
    if (mapId === undefined || this.#asking) return;
    this.#asking = true;
    const outcome = await this.link.call('maps.dump', { environment, mapId, limit: this.#entries });
    this.#asking = false;
    if (this.chosen !== mapId) {
      await this.read(environment);
      return;
    }
    this.failure = outcome.ok ? undefined : outcome.failure;
    if (outcome.ok) this.page = outcome.value;
  }
}
