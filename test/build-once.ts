import { buildIfStale } from '../app/setup/build.mjs';

/** vitest's global set-up: the bundles and the lab's own programs are up to date before any test starts them. */
export default async (): Promise<void> => {
  await buildIfStale();
};
