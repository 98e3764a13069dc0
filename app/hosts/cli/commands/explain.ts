import type { Command } from 'commander';
import type { Explanation, ExplainRequest, Outcome } from '../../../contract/index.ts';
import { checkedProgram } from '../checked-input.ts';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { commandsOption, jsonOption, programOption, type OutputOptions } from '../options.ts';
import { renderCommands } from '../render/commands.ts';
import { renderExplanation } from '../render/explanation.ts';
import type { Session } from '../session.ts';
import { readWhole } from '../stdin.ts';

interface ExplainOptions extends OutputOptions {
  readonly program?: string;
}

/** `xdp-lab explain`. */
export const addExplain = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'explain <file>',
    about: {
      en: 'why the verifier rejects a program: the line, the reason, and how far the proof goes',
      ja: '検証器がプログラムを拒否した理由を、行・原因・証明の範囲で説明する',
    },
    arguments: {
      file: {
        en: 'a C file or an object (loaded without attaching), a log, or - for a log on standard input',
        ja: 'C ファイルかオブジェクト(アタッチせずにロード)、ログ、または標準入力のログを表す -',
      },
    },
    options: [programOption(session), commandsOption(session), jsonOption(session)],
    notes: [
      {
        en: 'Exit status: 0 accepted, 1 rejected or not compiled, 2 bad usage or input, 3 the machine cannot.',
        ja: '終了ステータス: 0 受け入れ、1 拒否またはコンパイル不可、2 使い方や入力の誤り、3 このマシンではできない。',
      },
    ],
    examples: [
      [
        'xdp-lab explain xdp_prog_kern.c',
        {
          en: 'build it, load it, and explain what the kernel says',
          ja: 'ビルドしてロードし、カーネルの答えを説明する',
        },
      ],
      [
        'bpftool prog load xdp_prog_kern.o /sys/fs/bpf/x 2>&1 | xdp-lab explain -',
        { en: 'a log from elsewhere; needs no root', ja: '別の場所で得たログ(管理者権限は不要)' },
      ],
    ],
  }).action(async (file: string, options: ExplainOptions) => {
    cli.finish(await explain(session, file, options));
  });
};

const explain = async (session: Session, file: string, options: ExplainOptions): Promise<ExitCode> => {
  const { json = false, commands = false } = options;
  const request = await readRequest(session, file, options.program);
  if (!request.ok) return session.failed(request.failure, json);
  const answer = await session.call('verifier.explain', request.value);
  if (!answer.ok) return session.failed(answer.failure, json);
  const explanation = answer.value;
  if (json) session.json(forPrograms(explanation));
  else {
    const { terminal, language, style } = session;
    terminal.write(renderExplanation(explanation, language, style, terminal.columns));
    if (!explanation.recognised) await writeWhole(session, explanation);
    if (commands) terminal.write(renderCommands(explanation.commands, language, style));
  }
  return explanation.accepted ? exitCodes.pass : exitCodes.fail;
};

const readRequest = async (
  { signal }: Session,
  file: string,
  program: string | undefined,
): Promise<Outcome<ExplainRequest>> => {
  if (file === '-') {
    return { ok: true, value: { kind: 'log', text: await readWhole(process.stdin, signal) } };
  }
  const checked = program === undefined ? undefined : await checkedProgram(program);
  if (checked?.ok === false) return checked;
  return { ok: true, value: { kind: 'source', path: file, ...(checked && { program: checked.value }) } };
};

/** What programs are promised: one verdict with its place, stable names in a stable order. */
const forPrograms = (explanation: Explanation) => ({
  accepted: explanation.accepted,
  class: explanation.class,
  file: explanation.place?.file ?? null,
  line: explanation.place?.line ?? null,
  source: explanation.place?.text.trim() ?? null,
  sentence: explanation.sentence,
  reason: explanation.reason,
  ...(explanation.proof && { proof: explanation.proof }),
});

const linesAtOnce = 5000;

/** A log that the lab does not know is shown whole, never hidden. */
const writeWhole = async ({ call, terminal }: Session, { explanation, log }: Explanation): Promise<void> => {
  for (let from = 0; from < log.lines; from += linesAtOnce) {
    const part = await call('verifier.log', { explanation, from, count: linesAtOnce });
    if (!part.ok) return;
    const lines = part.value.lines.filter((line) => line !== null);
    if (lines.length > 0) terminal.write(lines.join('\n') + '\n');
    const left = log.leftOut;
    if (left && left.from >= from && left.from < from + linesAtOnce) terminal.write(`[… ${left.lines} …]\n`);
  }
};
