import type {
  CallName,
  EventName,
  EventOf,
  InputOf,
  LabContract,
  LabFailure,
  Language,
  Outcome,
  OutputOf,
  Text,
} from '../../contract/index.ts';
import { labFailure } from '../../contract/lab-failure.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { inLanguage } from './language.ts';
import type { Lab } from './lab.ts';
import { renderFailure } from './render/failure.ts';
import { createStyle, type Style } from './render/style.ts';
import { startSpinner, type Spinner } from './spinner.ts';
import type { Terminal } from './terminal.ts';

/** Everything a command works with: the learner's terminal and language, and the lab once it is asked for. */
export interface Session {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly style: Style;
  readonly signal: AbortSignal;
  readonly say: (text: Text) => string;
  readonly spinner: (text: Text) => Spinner;
  readonly call: <N extends CallName<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
  ) => Promise<Outcome<OutputOf<LabContract, N>>>;
  /** The same, but Ctrl-C does not cancel it: whoever calls lets it end in good order, which may take some seconds. */
  readonly callToEnd: <N extends CallName<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
  ) => Promise<Outcome<OutputOf<LabContract, N>>>;
  readonly on: <N extends EventName<LabContract>>(
    event: N,
    listener: (event: EventOf<LabContract, N>) => void,
  ) => Promise<() => void>;
  /** Prints a value for programs: JSON with every text in the session's language. */
  readonly json: (value: unknown) => void;
  /** Prints a failure, as JSON on stdout or as sentences on stderr, and gives its exit status. */
  readonly failed: (failure: LabFailure, json?: boolean) => ExitCode;
  /** Runs a command line on the learner's terminal and gives its exit status. The lab is ended first. */
  readonly runOnTerminal: (argv: readonly string[]) => Promise<ExitCode>;
  /** Ends the lab, where one was started. */
  readonly dispose: () => Promise<void>;
}

interface Options {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly openLab: () => Promise<Lab>;
  readonly runOnTerminal: (argv: readonly string[]) => Promise<ExitCode>;
}

export const createSession = ({ terminal, language, signal, openLab, runOnTerminal }: Options): Session => {
  let opening: Promise<Lab> | undefined;
  const abandoned = abandonedAfter(signal);
  const lab = (): Promise<Lab> => (opening ??= openLab());
  const say = (text: Text): string => text[language];
  const json = (value: unknown): void => {
    terminal.write(JSON.stringify(inLanguage(value, language), null, 2) + '\n');
  };
  const dispose = async (): Promise<void> => {
    const opened = opening;
    opening = undefined;
    await (await opened)?.dispose();
  };
  return {
    terminal,
    language,
    style: createStyle(terminal.colour),
    signal,
    say,
    json,
    spinner: (text) => startSpinner(terminal, say(text)),
    call: async (name, input) => {
      const opened = await lab();
      return Promise.race([opened.call(name, input, { signal }), abandoned]);
    },
    callToEnd: async (name, input) => {
      const opened = await lab();
      const uninterrupted = new AbortController();
      return Promise.race([opened.call(name, input, { signal: uninterrupted.signal }), abandoned]);
    },
    on: async (event, listener) => (await lab()).on(event, listener),
    failed: (failure, asJson = false) => {
      // Whoever stops a command knows why it gave no answer.
      if (signal.aborted) return exitCodes.interrupted;
      if (asJson) json({ failure });
      else
        terminal.note(renderFailure(failure, language, createStyle(terminal.noteColour), terminal.columns));
      return exitCodeOf(failure);
    },
    runOnTerminal: async (argv) => {
      await dispose();
      return runOnTerminal(argv);
    },
    dispose,
  };
};

/** Handlers end soon after an abort and remove their files; one that does not is left to the lab's end. */
const patienceMs = 5000;

const abandonedAfter = (signal: AbortSignal): Promise<{ ok: false; failure: LabFailure }> =>
  new Promise((resolve) => {
    const wait = (): void => {
      setTimeout(() => {
        resolve({ ok: false, failure: labFailure('cancelled', { thing: 'xdp-lab' }) });
      }, patienceMs);
    };
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
