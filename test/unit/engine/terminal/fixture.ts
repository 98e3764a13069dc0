import { afterEach } from 'vitest';
import {
  fail,
  labFailure,
  type Emit,
  type LabContract,
  type Outcome,
  type TerminalProfile,
} from '../../../../app/contract/index.ts';
import { terminalHandlers } from '../../../../app/engine/terminal/terminal-handlers.ts';

type Terminals = ReturnType<typeof terminalHandlers>;

/** Terminals in front of a test, with all they say. */
export interface TerminalLab {
  readonly handlers: Terminals;
  readonly open: (profile?: TerminalProfile) => Promise<string>;
  readonly type: (terminal: string, text: string) => Promise<void>;
  readonly said: (terminal: string) => string;
  /** Every batch of output as it came. */
  readonly batches: { terminal: string; text: string }[];
  readonly exits: { terminal: string; exitCode: number | null }[];
  /** Resolves when the condition holds, looked at after every event. */
  readonly until: (holds: () => boolean) => Promise<void>;
}

export const context = { signal: new AbortController().signal };

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.message.en);
  return outcome.value;
};

type Options = Partial<Parameters<typeof terminalHandlers>[0]> & {
  /** Draws output at once, as a quick page does. */
  readonly acknowledge?: boolean;
};

const disposals: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(disposals.splice(0).map((dispose) => dispose()));
});

/** Starts terminals that end with the test. */
export const terminalLab = ({ acknowledge = true, ...parts }: Options = {}): TerminalLab => {
  const batches: TerminalLab['batches'] = [];
  const exits: TerminalLab['exits'] = [];
  const waiting = new Set<() => void>();
  const emit: Emit<LabContract> = (name, event) => {
    if (name === 'terminal.output') {
      const output = event as TerminalLab['batches'][number];
      batches.push(output);
      if (acknowledge) {
        void handlers['terminal.acknowledge'](
          { terminal: output.terminal, characters: output.text.length },
          context,
        );
      }
    } else exits.push(event as TerminalLab['exits'][number]);
    for (const look of [...waiting]) look();
  };
  const handlers = terminalHandlers({
    helper: { call: (verb) => Promise.resolve(fail(labFailure('env-missing', { thing: verb }))) },
    folder: () => Promise.resolve('/'),
    environment: { PATH: process.env.PATH, SHELL: '/bin/sh', LC_ALL: 'C.UTF-8', PS1: '$ ', HISTFILE: '' },
    emit,
    ...parts,
  });
  disposals.push(handlers.dispose);
  return {
    handlers,
    batches,
    exits,
    open: async (profile = { kind: 'shell' }) =>
      valueOf(await handlers['terminal.open']({ profile, size: { columns: 80, rows: 24 } }, context))
        .terminal,
    type: async (terminal, text) => {
      valueOf(await handlers['terminal.write']({ terminal, text }, context));
    },
    said: (terminal) =>
      batches
        .filter((batch) => batch.terminal === terminal)
        .map(({ text }) => text)
        .join(''),
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
};
