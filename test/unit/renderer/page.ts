import { contract } from '../../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../../app/contract/index.ts';
import { memoryChannelPair, serve } from '../../../app/rpc/index.ts';
import type { Channel } from '../../../app/rpc/index.ts';
import { Link } from '../../../renderer/connection/link.svelte.ts';
import { Lab } from '../../../renderer/state/lab.svelte.ts';
import { labDouble } from './double.ts';

/** A browser's localStorage, as far as the page uses it. */
export const memoryStorage = (kept: Record<string, string> = {}) => {
  const items = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value);
    },
  };
};

/** The page's state over a memory channel to a double of the lab. `cut` breaks the connection under way. */
export const openPage = (own: Partial<Handlers<LabContract>> = {}, storage = memoryStorage()) => {
  const double = labDouble(own);
  const far: Channel[] = [];
  const link = new Link(
    () => {
      const [near, other] = memoryChannelPair();
      far.push(other);
      serve(contract, double.service, other);
      return Promise.resolve(near);
    },
    () => Promise.resolve(),
  );
  const lab = new Lab(link, { storage, languages: ['en-GB'] });
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
