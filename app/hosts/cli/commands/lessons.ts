import type { Command } from 'commander';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { jsonOption, type OutputOptions } from '../options.ts';
import { renderLessons } from '../render/lessons.ts';
import type { Session } from '../session.ts';

/** `xdp-lab lessons`. */
export const addLessons = (parent: Command, cli: Cli): void => {
  defineCommand(parent, cli, {
    usage: 'lessons',
    about: { en: 'list the lessons and their assignments', ja: 'レッスンと課題の一覧を表示する' },
    options: [jsonOption(cli.session)],
    examples: [
      ['xdp-lab lessons', { en: 'every lesson with its assignments', ja: 'すべてのレッスンと課題' }],
      [
        "xdp-lab lessons --json | jq -r '.lessons[].id'",
        { en: 'the ids alone, for a script', ja: 'ID だけを取り出す(スクリプト向け)' },
      ],
    ],
  }).action(async (options: OutputOptions) => {
    cli.finish(await listLessons(cli.session, options));
  });
};

const listLessons = async (session: Session, { json = false }: OutputOptions): Promise<ExitCode> => {
  const found = await session.call('lessons.list', {});
  if (!found.ok) return session.failed(found.failure, json);
  const { lessons, unreadable } = found.value;
  if (json) session.json(found.value);
  else {
    const { terminal, language, style } = session;
    terminal.write(renderLessons(lessons, language, style, terminal.columns));
    for (const failure of unreadable) session.failed(failure);
  }
  const [first] = unreadable;
  return first ? exitCodeOf(first) : exitCodes.pass;
};
