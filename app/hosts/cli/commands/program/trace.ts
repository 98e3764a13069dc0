import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { ExceptionRows, Outcome, WatchedExceptions } from '../../../../contract/index.ts';
import { labFailure } from '../../../../contract/lab-failure.ts';
import { chosenEnvironment } from '../../chosen-environment.ts';
import { defineCommand, type Cli } from '../../define-command.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { inLanguage } from '../../language.ts';
import { commandsOption, jsonOption, type OutputOptions } from '../../options.ts';
import { renderCommands } from '../../render/commands.ts';
import type { NamedRow } from '../../render/trace.ts';
import type { Session } from '../../session.ts';
import { badUsage } from '../../usage-error.ts';

interface TraceOptions extends OutputOptions {
  readonly seconds?: string;
  readonly others?: boolean;
  readonly save?: string;
  readonly open?: string;
}

const longestSeconds = 86_400;

/** `xdp-lab trace`. */
export const addTrace = (parent: Command, cli: Cli): void => {
  const { session } = cli;
  defineCommand(parent, cli, {
    usage: 'trace [ENV]',
    about: {
      en: 'XDP exceptions as they happen: aborted packets, values that are no action, failed redirects',
      ja: 'XDP の例外(中断されたパケット、アクションでない値、失敗した転送)をリアルタイムに表示する',
    },
    arguments: { ENV: { en: 'the environment', ja: '環境の名前' } },
    options: [
      new Option(
        '--seconds <n>',
        session.say({
          en: 'end after so many seconds (default: at Ctrl-C)',
          ja: '指定した秒数で終わる(既定: Ctrl-C まで)',
        }),
      ),
      new Option(
        '--others',
        session.say({
          en: 'also of programs that are not this environment’s',
          ja: 'この環境以外のプログラムの例外も表示する',
        }),
      ),
      new Option(
        '--save <file>',
        session.say({
          en: 'write a trace.dat, as trace-cmd reads it',
          ja: 'trace-cmd で読める trace.dat を書き出す',
        }),
      ),
      new Option(
        '--open <file>',
        session.say({
          en: 'read a trace.dat, or a saved report, instead of listening; needs no root',
          ja: '待ち受けずに、trace.dat か保存済みのレポートを読む(管理者権限は不要)',
        }),
      ),
      commandsOption(session),
      jsonOption(session),
    ],
    notes: [
      {
        en: 'XDP_DROP is no exception. With --json every batch of rows is one line, and the last line says how it ended (JSON Lines).',
        ja: 'XDP_DROP は例外ではありません。--json ではまとめて届いた行ごとに 1 行を出力し、最後の行で結果を示します(JSON Lines)。',
      },
    ],
    examples: [
      ['xdp-lab trace veth-lab', { en: 'until Ctrl-C', ja: 'Ctrl-C まで' }],
      [
        'xdp-lab trace veth-lab --seconds 10 --save trace.dat',
        { en: 'ten seconds, kept as a file', ja: '10 秒間をファイルに残す' },
      ],
      ['xdp-lab trace --open trace.dat', { en: 'what a file holds', ja: 'ファイルの内容を表示する' }],
    ],
  }).action(async (environment: string | undefined, options: TraceOptions) => {
    cli.finish(
      await (options.open === undefined
        ? listen(session, environment, options)
        : show(session, options.open, options)),
    );
  });
};

const checkedSeconds = (text: string): Outcome<number> => {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (seconds >= 0.1 && seconds <= longestSeconds) return { ok: true, value: seconds };
  const failure = badUsage(
    {
      en: `--seconds needs a number from 0.1 to ${String(longestSeconds)}, not ${text}.`,
      ja: `--seconds には 0.1〜${String(longestSeconds)} の数が必要です(${text} は使えません)。`,
    },
    'xdp-lab trace',
    { en: 'For example: --seconds 10', ja: '例: --seconds 10' },
  );
  return { ok: false, failure };
};

/** Makes the file before anything is recorded: what cannot be written is not worth waiting for. Never over another file. */
const makeFile = async (path: string): Promise<Outcome<Awaited<ReturnType<typeof open>>>> => {
  try {
    return { ok: true, value: await open(path, 'wx') };
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const failure = labFailure('bad-input', {
      thing: path,
      detail: exists ? '' : String(error),
      message: exists
        ? { en: `${path} exists already.`, ja: `${path} はすでに存在します。` }
        : { en: `${path} cannot be written.`, ja: `${path} に書き込めません。` },
      fix: { en: 'Choose another name for the file.', ja: '別のファイル名を指定してください。' },
    });
    return { ok: false, failure };
  }
};

const show = async (
  session: Session,
  path: string,
  { json = false, commands = false }: TraceOptions,
): Promise<ExitCode> => {
  const { terminal, language, style } = session;
  const opened = await session.call('exceptions.open', { kind: 'path', path: resolve(path) });
  if (!opened.ok) return session.failed(opened.failure, json);
  const { createRowReader, renderOpened } = await import('../../render/trace.ts');
  if (json) {
    const { name, groups, count, lost, otherEvents, notes } = opened.value;
    const rows = createRowReader().read(opened.value).map(forPrograms);
    session.json({ name, groups, count, lost, otherEvents, notes, rows });
  } else {
    terminal.write(renderOpened(opened.value, language, style));
    if (commands) terminal.write(renderCommands(opened.value.commands, language, style));
  }
  return exitCodes.pass;
};

/** A row for programs: its group by number, which stands beside it once it has changed. */
const forPrograms = ({ group, ...row }: NamedRow) => ({
  ...row,
  group: group.group,
  programId: group.programId,
  program: group.program,
  action: group.actionName,
  interface: group.interface,
});

const listen = async (
  session: Session,
  named: string | undefined,
  options: TraceOptions,
): Promise<ExitCode> => {
  const { json = false } = options;
  const seconds = options.seconds === undefined ? undefined : checkedSeconds(options.seconds);
  if (seconds?.ok === false) return session.failed(seconds.failure, json);
  const environment = await chosenEnvironment(session, named, 'argument');
  if (!environment.ok) return session.failed(environment.failure, json);
  const file = options.save === undefined ? undefined : await makeFile(options.save);
  if (file?.ok === false) return session.failed(file.failure, json);

  const ended = await stream(session, environment.value, { ...options, seconds: seconds?.value });
  const unsaved = async (): Promise<void> => {
    await file?.value.close();
    if (options.save !== undefined) await rm(options.save, { force: true });
  };
  if (!ended.ok) {
    await unsaved();
    return session.failed(ended.failure, json);
  }
  if (file === undefined) return exitCodes.pass;
  const { recording, unrecorded } = ended.value;
  const bytes = recording
    ? await session.callToEnd('exceptions.recording', { recording: recording.id })
    : undefined;
  if (!bytes?.ok) {
    await unsaved();
    const failure = unrecorded ?? bytes?.failure ?? labFailure('not-found', { thing: 'trace.dat' });
    return session.failed(failure, json);
  }
  await file.value.writeFile(Buffer.from(bytes.value.bytes, 'base64'));
  await file.value.close();
  return exitCodes.pass;
};

/** Prints what comes until it ends, by itself or by Ctrl-C, and what came in all. */
const stream = async (
  session: Session,
  environment: string,
  {
    seconds,
    others = false,
    save,
    json = false,
    commands = false,
  }: Omit<TraceOptions, 'seconds'> & { readonly seconds?: number | undefined },
): Promise<Outcome<WatchedExceptions>> => {
  const { terminal, language, style, signal } = session;
  const { createRowReader, renderGroups, renderRow, renderTraced } = await import('../../render/trace.ts');
  const name = `trace-${String(process.pid)}`;
  const reader = createRowReader();
  let isFirst = true;
  await session.on('exceptions.rows', (event: ExceptionRows) => {
    if (event.stream !== name) return;
    const rows = reader.read(event);
    if (json) {
      const { traced, lost, groups } = event;
      const line = { traced, lost, groups, rows: rows.map(forPrograms) };
      terminal.write(JSON.stringify(inLanguage(line, language)) + '\n');
    } else {
      if (isFirst) terminal.write(renderTraced(event.traced, language, style));
      terminal.write(rows.map((row) => renderRow(row, language, style)).join(''));
    }
    isFirst = false;
  });
  const stop = (): void => void session.callToEnd('exceptions.stop', { stream: name });
  signal.addEventListener('abort', stop, { once: true });
  const ended = await session.callToEnd('exceptions.watch', {
    ...{ environment, stream: name, others, record: save !== undefined },
    ...(seconds !== undefined && { seconds }),
  });
  signal.removeEventListener('abort', stop);
  if (!ended.ok) return ended;
  if (json) terminal.write(JSON.stringify(inLanguage({ ended: ended.value }, language)) + '\n');
  else {
    terminal.write(renderGroups(reader.groups(), ended.value.lost, language, style));
    if (commands) terminal.write(renderCommands(ended.value.commands, language, style));
  }
  return ended;
};
