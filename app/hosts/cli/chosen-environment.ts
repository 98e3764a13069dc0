import type { Outcome } from '../../contract/index.ts';
import { checkedName } from './checked-input.ts';
import type { Session } from './session.ts';
import { badUsage } from './usage-error.ts';

/** Where a command takes an environment's name: behind an option, or as its argument. */
type NamedBy = '--name' | '--env' | 'argument';

/** The environment a command means: the one that is named, else the only one there is. */
export const chosenEnvironment = async (
  session: Session,
  name: string | undefined,
  by: NamedBy,
): Promise<Outcome<string>> => {
  if (name !== undefined) return checkedName(name);
  const listed = await session.call('env.list', {});
  if (!listed.ok) return listed;
  const names = listed.value.environments.map((environment) => environment.name);
  const [only, second] = names;
  if (only !== undefined && second === undefined) return { ok: true, value: only };
  return {
    ok: false,
    failure: only === undefined ? noneThere : badUsage(severalThere(names), 'xdp-lab env', naming(by, only)),
  };
};

/** What `chosenEnvironment` says where there is none at all. */
export const noneThere = badUsage(
  { en: 'There is no environment yet.', ja: '環境がまだありません。' },
  'xdp-lab env',
  { en: 'Make one with: xdp-lab env up', ja: '次で作れます: xdp-lab env up' },
);

const severalThere = (names: readonly string[]) => ({
  en: `Which environment? There are ${names.join(', ')}.`,
  ja: `どの環境ですか。${names.join('、')} があります。`,
});

const naming = (by: NamedBy, name: string) => {
  const words = by === 'argument' ? name : `${by} ${name}`;
  return { en: `Name it: ${words}`, ja: `名前を指定してください: ${words}` };
};
