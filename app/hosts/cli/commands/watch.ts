import type { Command } from 'commander';
import type { CheckReport } from '../../../contract/index.ts';
import { splitAssignment } from '../checked-input.ts';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { inLanguage } from '../language.ts';
import { jsonOption, type OutputOptions } from '../options.ts';
import { renderReport } from '../render/check.ts';
import { reportForPrograms } from '../render/report-json.ts';
import type { Session } from '../session.ts';

/** `xdp-lab watch`. */
export const addWatch = (parent: Command, cli: Cli): void => {
  defineCommand(parent, cli, {
    usage: 'watch <LESSON/ASSIGNMENT> <file>',
    about: {
      en: 'grade a C file now and on every save, until Ctrl-C',
      ja: 'C ファイルを今と保存のたびに採点する(Ctrl-C まで)',
    },
    arguments: {
      'LESSON/ASSIGNMENT': { en: 'as xdp-lab lessons lists them', ja: 'xdp-lab lessons に表示される名前' },
      file: {
        en: 'the C file; headers it includes are watched too',
        ja: 'C ファイル(インクルードするヘッダーも監視)',
      },
    },
    options: [jsonOption(cli.session)],
    notes: [
      {
        en: 'With --json every grading is one line (JSON Lines).',
        ja: '--json では採点ごとに 1 行を出力します(JSON Lines)。',
      },
    ],
    examples: [
      [
        'xdp-lab watch packet01-parsing/icmpv6-sequence xdp_prog_kern.c',
        { en: 'keep it open beside your editor', ja: 'エディターの隣で開いておく' },
      ],
    ],
  }).action(async (assignment: string, file: string, options: OutputOptions) => {
    cli.finish(await watch(cli.session, assignment, file, options));
  });
};

const watch = async (
  session: Session,
  text: string,
  path: string,
  { json = false }: OutputOptions,
): Promise<ExitCode> => {
  const { terminal, language, style } = session;
  const assignment = splitAssignment(text);
  if (!assignment.ok) return session.failed(assignment.failure, json);
  const show = (report: CheckReport): void => {
    if (json) terminal.write(JSON.stringify(inLanguage(reportForPrograms(report), language)) + '\n');
    else {
      const time = style.dim(`── ${new Date().toLocaleTimeString('en-GB')} ──`);
      terminal.write(`\n${time}\n${renderReport(report, language, style, terminal.columns)}`);
    }
  };
  await session.on('check.report', show);
  if (!json) {
    terminal.note(
      session.say({
        en: `Watching ${path}; Ctrl-C ends it. What takes real traffic (·) is left to: check --source.\n`,
        ja: `${path} を監視しています。Ctrl-C で終了します。実際の通信が要る項目(·)は check --source で採点します。\n`,
      }),
    );
  }
  const ended = await session.call('check.watch', { ...assignment.value, path });
  return ended.ok ? exitCodes.pass : session.failed(ended.failure, json);
};
