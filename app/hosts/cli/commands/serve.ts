import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { checkedPort } from '../checked-input.ts';
import { defineCommand, type Cli } from '../define-command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';

/** Always the same unless another is asked for, because a browser keeps a page's panes and theme by its address. */
const usualPort = '7410';

interface Options {
  readonly port: string;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** `xdp-lab serve`. */
export const addServe = (parent: Command, cli: Cli): void => {
  const { say } = cli.session;
  defineCommand(parent, cli, {
    usage: 'serve',
    about: {
      en: 'open the lab in a browser on this machine, until Ctrl-C',
      ja: 'このマシンのブラウザーでラボを使う(Ctrl-C まで)',
    },
    options: [
      new Option(
        '--port <n>',
        say({
          en: 'port on 127.0.0.1; 0 takes any free one',
          ja: '127.0.0.1 のポート(0 なら空いている番号)',
        }),
      ).default(usualPort),
      new Option('--open', say({ en: 'also open it in the browser', ja: 'ブラウザーでも開く' })),
      new Option(
        '--json',
        say({
          en: 'print one line {url, port, token} when ready',
          ja: '準備ができたら {url, port, token} を 1 行で出力する',
        }),
      ),
    ],
    notes: [
      {
        en: 'Whoever has the address may use the lab as you do: keep it to yourself. Every start makes another.',
        ja: 'このアドレスを知る人は、あなたと同じようにラボを使えます。人に教えないでください。起動のたびに変わります。',
      },
    ],
    examples: [
      ['xdp-lab serve --open', { en: 'the lab in your browser', ja: 'ブラウザーでラボを開く' }],
      ['xdp-lab serve --port 0 --json', { en: 'for a program that starts it', ja: 'プログラムから起動する' }],
    ],
  }).action(async (options: Options) => {
    cli.finish(await serve(cli.session, options));
  });
};

const serve = async (
  session: Session,
  { port: text, open = false, json = false }: Options,
): Promise<ExitCode> => {
  const port = checkedPort(text);
  if (!port.ok) return session.failed(port.failure, json);
  const [{ createEngine, findRoot, hostWithoutDesktop }, web] = await Promise.all([
    import('../../../engine/index.ts'),
    import('../../web/index.ts'),
  ]);
  const root = findRoot();
  const started = await web.startWebHost({
    port: port.value,
    pageFolder: join(root, 'dist', 'renderer'),
    substituteFolder: join(root, 'resources', 'web'),
    learners: web.learners(process.env),
    createEngine: () => createEngine({ root, consent: 'asked', host: hostWithoutDesktop('web') }),
  });
  if (!started.ok) return session.failed(started.failure, json);
  const host = started.value;
  try {
    const { terminal, say } = session;
    if (json) terminal.write(JSON.stringify({ url: host.url, port: host.port, token: host.token }) + '\n');
    else terminal.write(`XDP Lab: ${host.url}\n${say(invitation)}\n`);
    if (open && !(await web.openInBrowser(host.urlForOpening))) terminal.note(`${say(noBrowser)}\n`);
    await aborted(session.signal);
    return exitCodes.pass;
  } finally {
    await host.dispose();
  }
};

const invitation = {
  en: 'Open this address in a browser on this machine. Ctrl-C ends the lab.',
  ja: 'このアドレスをこのマシンのブラウザーで開いてください。Ctrl-C で終了します。',
};

const noBrowser = {
  en: 'xdg-open is not installed: open the address yourself.',
  ja: 'xdg-open がありません。アドレスを自分で開いてください。',
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
