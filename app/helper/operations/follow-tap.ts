import { fail, labFailure, succeed, type Handlers } from '../../contract/index.ts';
import type { HelperContract } from '../contract/contract.ts';
import type { Lab } from '../lab.ts';
import { libbpf } from '../libbpf/library.ts';
import { interfaceIndex } from '../libc.ts';
import { readersIn } from '../tap/followed.ts';
import { createTapReader } from '../tap/reader.ts';

/** One reader an environment, since a ring has one reading end, for however many follow it. */
interface Followers {
  count: number;
  readonly gone: AbortController;
}

const followersOf = new WeakMap<Lab, Map<string, Followers>>();

/** Sends on the records of an environment's tapped programs until the caller has enough. */
export const followTap =
  (lab: Lab): Handlers<HelperContract>['tap.follow'] =>
  async ({ environment }, { signal }) => {
    const seen = lab.seenEnvironment(environment);
    if (!seen.ok) return seen;
    const lib = libbpf();
    if (!lib.ok) return lib;
    if (interfaceIndex(environment) === undefined) {
      return fail(labFailure('interface-missing', { thing: environment }));
    }
    const followers = followersOf.get(lab) ?? new Map<string, Followers>();
    followersOf.set(lab, followers);
    const readers = readersIn(lab);
    const mine = followers.get(environment) ?? { count: 0, gone: new AbortController() };
    followers.set(environment, mine);
    mine.count += 1;
    const reader =
      readers.get(environment) ??
      createTapReader(lib.value, environment, {
        onRecords: (records) => {
          lab.emit('tap.records', records);
        },
        onGone: () => {
          mine.gone.abort();
        },
      });
    readers.set(environment, reader);
    reader.say();

    const enough = AbortSignal.any([signal, mine.gone.signal]);
    if (!enough.aborted) {
      await new Promise((resolve) => {
        enough.addEventListener('abort', resolve, { once: true });
      });
    }
    mine.count -= 1;
    if (mine.count === 0) {
      readers.delete(environment);
      followers.delete(environment);
      reader.close();
    }
    return mine.gone.signal.aborted
      ? fail(labFailure('interface-missing', { thing: environment }))
      : succeed(reader.totals());
  };
