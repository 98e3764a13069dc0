import type { Outcome } from '../../contract/index.ts';
import { checkedName } from './checked-input.ts';
import type { Session } from './session.ts';
import { badUsage } from './usage-error.ts';

/** The environment a command means: the one named with `option`, else the only one there is. */
export const chosenEnvironment = async (
  session: Session,
  name: string | undefined,
  option: '--name' | '--env',
): Promise<Outcome<string>> => {
  if (name !== undefined) return checkedName(name);
  const listed = await session.call('env.list', {});
  if (!listed.ok) return listed;
  const names = listed.value.environments.map((environment) => environment.name);
  const [only, second] = names;
  if (only !== undefined && second === undefined) return { ok: true, value: only };
  return {
    ok: false,
    failure:
      only === undefined ? noneThere : badUsage(severalThere(names), 'xdp-lab env', naming(option, only)),
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

const naming = (option: string, name: string) => ({
  en: `Name it: ${option} ${name}`,
  ja: `名前を指定してください: ${option} ${name}`,
});
