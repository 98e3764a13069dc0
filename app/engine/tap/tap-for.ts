import { succeed, type Outcome, type RanCommand, type TapState } from '../../contract/index.ts';
import type { ProgramSource } from '../workspace/program-source.ts';
import { buildTapped } from './build.ts';

/** What an attachment is to be given for the tap. `state` says why there is none; null where none was asked for. */
export interface TapInput {
  readonly input: { readonly tapped?: string };
  readonly state: TapState | null;
  readonly commands: RanCommand[];
}

/** For an attachment without the tap. */
export const noTap = succeed<TapInput>({ input: {}, state: null, commands: [] });

const needsSource = {
  en: 'The tap is built around the C source; an object file is attached as it is.',
  ja: 'タップは C のソースから組み立てます。オブジェクトファイルはそのままアタッチします。',
};

/** Builds the tapped object for an attachment, or says why the plain one is attached. */
export const tapFor = async (
  root: string,
  source: ProgramSource | null,
  program: string,
  signal: AbortSignal,
): Promise<Outcome<TapInput>> => {
  if (!source) {
    const state = { attached: false, reason: needsSource, detail: '' } as const;
    return succeed({ input: {}, state, commands: [] });
  }
  const built = await buildTapped(root, source, program, signal);
  if (!built.ok) return built;
  const { object, commands } = built.value;
  if (object) return succeed({ input: { tapped: object.toString('base64') }, state: null, commands });
  const { reason, detail } = built.value;
  return succeed({ input: {}, state: { attached: false, reason, detail }, commands });
};
