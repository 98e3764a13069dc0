import { Option, type Command } from 'commander';
import type { LabFailure, MapSummary, Outcome, Text } from '../../../../contract/index.ts';
import { labFailure } from '../../../../contract/lab-failure.ts';
import { checkedCount } from '../../checked-input.ts';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { commandsOption, jsonOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import { renderMapPage, renderMaps } from '../../render/maps.ts';
import type { Session } from '../../session.ts';

interface MapsOptions extends OutputOptions {
  readonly map?: string;
  readonly skip?: string;
  readonly limit?: string;
}

/** Bytes of a map's name the kernel keeps (`BPF_OBJ_NAME_LEN` of linux/bpf.h, less the zero byte). */
const nameBytes = 15;
const defaultLimit = 100;
const largestLimit = 1000;
const largestSkip = 100_000;

/** `xdp-lab maps`. */
export const addMaps = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'maps [ENV]',
    about: {
      en: 'the maps of the attached program, and what is in one of them',
      ja: 'アタッチされたプログラムのマップと、その中身を表示する',
    },
    arguments: { ENV: { en: 'the environment', ja: '環境の名前' } },
    options: [
      new Option(
        '--map <map>',
        session.say({ en: 'show this map, by id or name', ja: '中身を表示するマップ(ID か名前)' }),
      ),
      new Option(
        '--skip <n>',
        session.say({ en: 'leave out so many entries', ja: '先頭から飛ばすエントリー数' }),
      ),
      new Option(
        '--limit <n>',
        session.say({
          en: `entries at most, 1 to ${largestLimit} (default: ${defaultLimit})`,
          ja: `最大のエントリー数(1〜${largestLimit}、既定: ${defaultLimit})`,
        }),
      ),
      commandsOption(session),
      jsonOption(session),
    ],
    notes: [
      {
        en: 'Values are shown as BTF types them, and as bytes where it does not. Maps marked “tap” are the lab’s own.',
        ja: '値は BTF の型に従って表示し、型がなければバイト列を表示します。「タップ」とあるマップはラボのものです。',
      },
    ],
    examples: [
      ['xdp-lab maps veth-lab', { en: 'which there are', ja: '一覧' }],
      [
        'xdp-lab maps veth-lab --map xdp_stats_map',
        { en: 'what is in it, CPU by CPU', ja: 'CPU ごとの値を含む中身' },
      ],
    ],
  }).action(async (environment: string | undefined, options: MapsOptions) => {
    cli.finish(await maps(session, environment, options));
  });
};

const maps = async (
  session: Session,
  named: string | undefined,
  { map, skip, limit, json = false, commands = false }: MapsOptions,
): Promise<ExitCode> => {
  const { terminal, language, style } = session;
  const offset = checkedWithin('--skip', skip, 0, largestSkip);
  if (!offset.ok) return session.failed(offset.failure, json);
  const entries = checkedWithin('--limit', limit, defaultLimit, largestLimit);
  if (!entries.ok) return session.failed(entries.failure, json);
  const environment = await chosenEnvironment(session, named, 'argument');
  if (!environment.ok) return session.failed(environment.failure, json);

  const listed = await session.call('maps.list', { environment: environment.value });
  if (!listed.ok) return session.failed(listed.failure, json);
  if (map === undefined) {
    if (json) session.json(listed.value);
    else terminal.write(renderMaps(listed.value, language, style));
    return exitCodes.pass;
  }
  const mapId = meantMap(environment.value, listed.value.maps, map);
  if (!mapId.ok) return session.failed(mapId.failure, json);
  const page = await session.call('maps.dump', {
    ...{ environment: environment.value, mapId: mapId.value },
    ...{ offset: offset.value, limit: entries.value },
  });
  if (!page.ok) return session.failed(page.failure, json);
  if (json) session.json(page.value);
  else {
    terminal.write(renderMapPage(page.value, offset.value, language, style));
    if (commands) terminal.write(renderCommands(page.value.commands, language, style));
  }
  return exitCodes.pass;
};

const checkedWithin = (
  option: string,
  text: string | undefined,
  otherwise: number,
  largest: number,
): Outcome<number> => {
  if (text === undefined) return { ok: true, value: otherwise };
  const count = checkedCount(option, text);
  if (!count.ok || count.value <= largest) return count;
  const message = {
    en: `${option} is ${largest} at most, not ${text}.`,
    ja: `${option} は最大 ${largest} です(${text} は使えません)。`,
  };
  const fix = { en: `For example: ${option} 20`, ja: `例: ${option} 20` };
  return { ok: false, failure: labFailure('bad-input', { thing: text, message, fix }) };
};

/** The map that an id or a name means; a name of which there are several means none of them. */
const meantMap = (environment: string, among: readonly MapSummary[], text: string): Outcome<number> => {
  const byId = among.find(({ id }) => String(id) === text);
  const named = among.filter(({ name }) => name === text.slice(0, nameBytes));
  const [one, another] = byId ? [byId] : named;
  if (one && !another) return { ok: true, value: one.id };
  return { ok: false, failure: one ? severalMaps(text, named) : noMap(environment, text) };
};

const noMap = (environment: string, thing: string): LabFailure => {
  const message: Text = {
    en: `The program on ${environment} has no map ${thing}.`,
    ja: `${environment} のプログラムにマップ ${thing} はありません。`,
  };
  const list = `xdp-lab maps ${environment}`;
  return labFailure('not-found', {
    ...{ thing, message },
    fix: { en: `See which there are: ${list}`, ja: `一覧: ${list}` },
  });
};

const severalMaps = (thing: string, maps: readonly MapSummary[]): LabFailure => {
  const ids = maps.map(({ id }) => id);
  const message: Text = {
    en: `Which map? There are several named ${thing}: ${ids.join(', ')}.`,
    ja: `どのマップですか。${thing} という名前のマップが複数あります: ${ids.join('、')}`,
  };
  const way = `--map ${ids[0] ?? ''}`;
  return labFailure('bad-input', {
    ...{ thing, message },
    fix: { en: `Name it by its id: ${way}`, ja: `ID で指定してください: ${way}` },
  });
};
