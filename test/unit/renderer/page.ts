import { contract } from '../../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../../app/contract/index.ts';
import { memoryChannelPair, serve } from '../../../app/rpc/index.ts';
import type { Channel } from '../../../app/rpc/index.ts';
import { Link } from '../../../renderer/connection/link.svelte.ts';
import type { Browser } from '../../../renderer/state/lab.svelte.ts';
import { Lab } from '../../../renderer/state/lab.svelte.ts';
import { labDouble } from './double.ts';

/** A browser's localStorage, as far as the page uses it. */
export const memoryStorage = (kept: Record<string, string> = {}) => {
  const items = new Map(Object.entries(kept));
  return {
    get length() {
      return items.size;
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value);
    },
    removeItem: (key: string) => {
      items.delete(key);
    },
  };
};

/** The page's state over a memory channel to a double of the lab. `cut` breaks the connection under way. */
export const openPage = (
  own: Partial<Handlers<LabContract>> = {},
  storage = memoryStorage(),
  browser: Partial<Browser> = {},
) => {
  const double = labDouble(own);
  const far: Channel[] = [];
  const link = new Link(
    () => {
      const [near, other] = memoryChannelPair();
      far.push(other);
      serve(contract, double.service, other);
      return Promise.resolve(near);
    },
    { pause: () => Promise.resolve() },
  );
  const lab = new Lab(link, { storage, keeps: true, languages: ['en-GB'], ...browser });
  void link.stayConnected();
  return {
    lab,
    ...double,
    dials: () => far.length,
    cut: () => {
      far.at(-1)?.close();
    },
  };
};
