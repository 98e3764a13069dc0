import { exitCodes } from './exit-codes.ts';
import { listenForInterruption } from './interruption.ts';
import { openLab } from './lab.ts';
import { chooseLanguage } from './language.ts';
import { renderBug } from './render/bug.ts';
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

const args = process.argv.slice(2);
const environment = process.env;

const terminal = processTerminal({
  stdout: process.stdout,
  stderr: process.stderr,
  environment,
  onClosed: () => {
    interruption.stop(exitCodes.pipeClosed);
  },
  onUnwritable: (reason) => {
    const sentence = {
      en: `Error: The output cannot be written: ${reason}.\nWay out: Write it to a disk that has room.\n`,
      ja: `エラー: 出力を書き込めません: ${reason}\n対処: 空きのあるディスクに書き込んでください。\n`,
    };
    terminal.note(sentence[language]);
    interruption.stop(exitCodes.cannot);
  },
});
const language = chooseLanguage(args, environment);
const interruption = listenForInterruption(() => {
  const sentence = { en: 'Still clearing up …\n', ja: '片付けています …\n' };
  terminal.note(sentence[language]);
});
process.on('uncaughtException', (error) => {
  terminal.note(renderBug(error, language, Boolean(environment.XDP_LAB_DEBUG)));
  interruption.stop(exitCodes.bug);
});

const exitCode = await run({ args, environment, terminal, interruption, openLab });
// Nothing that is still open, in a library say, may keep a command from ending; only a reader that has gone is waited for.
process.stdout.write('', () => {
  setImmediate(() => process.exit(interruption.exitCode() ?? exitCode));
});
