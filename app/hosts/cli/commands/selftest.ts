import { Option, type Command } from 'commander';
import type { SelftestFinding } from '../../../contract/index.ts';
import { checkedCount } from '../checked-input.ts';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { jsonOption, type OutputOptions } from '../options.ts';
import { renderFinding, renderSelftestEnd } from '../render/selftest.ts';
import type { Session } from '../session.ts';

interface SelftestOptions extends OutputOptions {
  readonly repeat?: string;
}

/** `xdp-lab selftest`. */
export const addSelftest = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'selftest [lesson]',
    about: {
      en: 'prove that lessons grade rightly, on this kernel',
      ja: 'レッスンの採点が正しいことを、このカーネルで確かめる',
    },
    arguments: { lesson: { en: 'one lesson; all without it', ja: 'レッスン(省くとすべて)' } },
    options: [
      new Option(
        '--repeat <n>',
        session.say({
          en: 'how often runs are repeated, to find flakes (default: 20)',
          ja: '不安定さを探す繰り返し回数(既定: 20)',
        }),
      ),
      jsonOption(session),
    ],
    examples: [
      ['xdp-lab selftest packet01-parsing', { en: 'all rules, (a) to (i)', ja: '規則 (a)〜(i) をすべて' }],
      ['xdp-lab selftest --repeat 1', { en: 'every lesson, quickly', ja: '全レッスンを手早く' }],
    ],
  }).action(async (lesson: string | undefined, options: SelftestOptions) => {
    cli.finish(await selftest(session, lesson, options));
  });
};

const selftest = async (
  session: Session,
  lesson: string | undefined,
  { repeat, json = false }: SelftestOptions,
): Promise<ExitCode> => {
  const { terminal, language, style } = session;
  const times = repeat === undefined ? undefined : checkedCount('--repeat', repeat);
  if (times?.ok === false) return session.failed(times.failure, json);
  const spinner = session.spinner({ en: 'trying the lessons …', ja: 'レッスンを確認中 …' });
  let tried = 0;
  let previous: SelftestFinding | undefined;
  const unsubscribe = await session.on('selftest.finding', (finding) => {
    tried += 1;
    spinner.pause();
    if (!json) terminal.write(renderFinding(finding, previous, language, style));
    previous = finding;
    spinner.say(`${session.say({ en: 'trying the lessons', ja: 'レッスンを確認中' })} (${tried}) …`);
  });
  const answer = await session.call('selftest.run', {
    ...(lesson !== undefined && { lesson }),
    ...(times && { repeat: times.value }),
  });
  unsubscribe();
  spinner.stop();
  if (!answer.ok) return session.failed(answer.failure, json);
  // Half a selftest proves nothing.
  if (session.signal.aborted) return exitCodes.interrupted;
  const { findings } = answer.value;
  if (json) session.json({ findings });
  else terminal.write(renderSelftestEnd(findings, language));
  const states = new Set(findings.map(({ state }) => state));
  return states.has('fail') ? exitCodes.fail : states.has('cannot') ? exitCodes.cannot : exitCodes.pass;
};
