import type { Command } from 'commander';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { jsonOption, type OutputOptions } from '../options.ts';
import { renderDoctor } from '../render/doctor.ts';
import type { Session } from '../session.ts';

/** `xdp-lab doctor`. */
export const addDoctor = (parent: Command, cli: Cli): void => {
  defineCommand(parent, cli, {
    usage: 'doctor',
    about: {
      en: 'look at tools, kernel and privileges: finding, evidence, cure',
      ja: 'ツール、カーネル、権限を調べる(結果、根拠、対処)',
    },
    options: [jsonOption(cli.session)],
    notes: [
      {
        en: 'Exit status: 0 where the lab works, 3 where something it needs is missing.',
        ja: '終了ステータス: 0 ラボが動く、3 必要なものが足りない。',
      },
    ],
    examples: [
      [
        'xdp-lab doctor',
        { en: 'what is here, what is not, and how to get it', ja: '何があり、何がなく、どう入れるか' },
      ],
      [
        'xdp-lab doctor --json',
        { en: 'the same for a program or a bug report', ja: 'プログラムや不具合報告向け' },
      ],
    ],
  }).action(async (options: OutputOptions) => {
    cli.finish(await doctor(cli.session, options));
  });
};

const doctor = async (session: Session, { json = false }: OutputOptions): Promise<ExitCode> => {
  const spinner = session.spinner({ en: 'looking at this machine …', ja: 'このマシンを調べています …' });
  const answer = await session.call('doctor.run', {});
  spinner.stop();
  if (!answer.ok) return session.failed(answer.failure, json);
  if (json) session.json(answer.value);
  else {
    const { terminal, language, style } = session;
    terminal.write(renderDoctor(answer.value, language, style, terminal.columns));
  }
  return answer.value.verdict === 'missing' ? exitCodes.cannot : exitCodes.pass;
};
