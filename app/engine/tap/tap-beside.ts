import { succeed, type Outcome } from '../../contract/index.ts';
import type { ProgramSource } from '../workspace/program-source.ts';
import { tapFor, type TapInput } from './tap-for.ts';

/** A tapped build under way beside other work. */
export interface TapBeside {
  /** Its outcome; a tap that cannot be built is never a reason not to attach the program itself. */
  readonly built: () => Promise<Outcome<TapInput>>;
  /** Ends a build that nobody waits for any more. */
  readonly end: () => void;
}

const notBuilt = {
  en: 'The tap could not be built around the program, so it is attached without.',
  ja: 'プログラムにタップを付けてビルドできなかったため、タップなしでアタッチしました。',
};

/** Starts building the tapped object at once: it takes as long as the verifier and the prepared packets together. */
export const tapBeside = (
  root: string,
  source: ProgramSource,
  program: string,
  signal: AbortSignal,
): TapBeside => {
  const enough = new AbortController();
  const building = tapFor(root, source, program, AbortSignal.any([signal, enough.signal]));
  // Where nobody asks any more, nobody is to hear of a mistake in it either.
  building.catch(() => undefined);
  return {
    built: async () => {
      const built = await building;
      if (built.ok || signal.aborted) return built;
      const { message, detail } = built.failure;
      const state = { attached: false, reason: notBuilt, detail: detail || message.en } as const;
      return succeed({ input: {}, state, commands: [] });
    },
    end: () => {
      enough.abort();
    },
  };
};
