import { Option } from 'commander';
import type { Session } from './session.ts';

/** The options that several commands share, described in the learner's language. */
type Described = Pick<Session, 'say'>;

export const languageOption = ({ say }: Described): Option =>
  new Option(
    '--lang <language>',
    say({ en: 'language (default: from LC_ALL or LANG)', ja: '言語(既定: LC_ALL または LANG)' }),
  ).choices(['en', 'ja']);

export const jsonOption = ({ say }: Described): Option =>
  new Option('--json', say({ en: 'print JSON, for programs', ja: 'JSON で出力する(プログラム向け)' }));

export const commandsOption = ({ say }: Described): Option =>
  new Option(
    '--commands',
    say({ en: 'also show the command lines the lab ran', ja: 'ラボが実行したコマンドも表示する' }),
  );

export const nameOption = ({ say }: Described): Option =>
  new Option('--name <name>', say({ en: 'name of the environment', ja: '環境の名前' }));

export const environmentOption = ({ say }: Described): Option =>
  new Option('--env <name>', say({ en: 'the environment', ja: '環境の名前' }));

export const numberOption = ({ say }: Described): Option =>
  new Option(
    '--number <n>',
    say({
      en: 'N in its addresses, fc00:dead:cafe:N::/64 (1 to 255)',
      ja: 'アドレス fc00:dead:cafe:N::/64 の N(1〜255)',
    }),
  );

export const programOption = ({ say }: Described): Option =>
  new Option(
    '--program <name>',
    say({ en: 'the C function, where the file has several', ja: 'C の関数名(複数あるとき)' }),
  );

export const loaderOption = ({ say }: Described): Option =>
  new Option(
    '--loader <loader>',
    say({ en: 'what attaches it (default: xdp-loader)', ja: 'アタッチに使うもの(既定: xdp-loader)' }),
  ).choices(['xdp-loader', 'iproute2']);

export const tapOption = ({ say }: Described): Option =>
  new Option(
    '--tap',
    say({
      en: 'attach it with the tap around it, which counts and records every packet',
      ja: 'すべてのパケットを数え記録するタップを付けてアタッチする',
    }),
  );

/** What the shared options come out as. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly commands?: boolean;
}
