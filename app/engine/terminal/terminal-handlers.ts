import { randomUUID } from 'node:crypto';
import {
  fail,
  labFailure,
  succeed,
  type Emit,
  type Handlers,
  type LabContract,
  type Outcome,
} from '../../contract/index.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import { launchOf } from './launch.ts';
import { spawnPty } from './pty.ts';
import type { StartFolder } from './start-folder.ts';
import { createTerminal, type Terminal } from './terminal.ts';

type TerminalCalls =
  | 'terminal.open'
  | 'terminal.write'
  | 'terminal.resize'
  | 'terminal.acknowledge'
  | 'terminal.close'
  | 'terminal.list';

interface Parts {
  readonly helper: Pick<HelperLink, 'call'>;
  readonly emit: Emit<LabContract>;
  readonly folder: StartFolder;
  readonly environment?: NodeJS.ProcessEnv;
}

/** More than anybody opens by hand; keeps a page gone wild from filling the machine with shells. */
const mostTerminals = 16;

/** The learner's terminals: programs on real pseudoterminals, as the learner. They outlive a page, not the engine. */
export const terminalHandlers = ({
  helper,
  emit,
  folder,
  environment = process.env,
}: Parts): Pick<Handlers<LabContract>, TerminalCalls> & { readonly dispose: () => Promise<void> } => {
  const terminals = new Map<string, Terminal>();
  /** What opens or closes now: the end waits for it. */
  const underWay = new Set<Promise<unknown>>();
  let opening = 0;
  let disposed = false;

  /** The oldest that have ended make room. */
  const full = (): boolean => {
    for (const [id, terminal] of terminals) {
      if (terminals.size + opening < mostTerminals) return false;
      if (!terminal.running()) terminals.delete(id);
    }
    return terminals.size + opening >= mostTerminals;
  };

  const open: Handlers<LabContract>['terminal.open'] = async ({ profile, size, work }, { signal }) => {
    const launch = await launchOf(profile, { helper, folder: () => folder(work), environment });
    if (!launch.ok) return launch;
    const pty = await spawnPty(launch.value, size);
    if (!pty.ok) return pty;
    const id = randomUUID();
    const terminal = createTerminal(pty.value, {
      id,
      profile,
      size,
      onOutput: (text) => {
        emit('terminal.output', { terminal: id, text });
      },
      onExit: (exitCode) => {
        emit('terminal.exited', { terminal: id, exitCode });
      },
    });
    if (disposed || signal.aborted) {
      await terminal.close();
      return fail(labFailure('cancelled', { thing: 'terminal.open' }));
    }
    terminals.set(id, terminal);
    return succeed({ terminal: id });
  };

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };

  const use = (id: string, act: (terminal: Terminal) => void): Promise<Outcome<object>> => {
    const terminal = terminals.get(id);
    if (!terminal) return Promise.resolve(notFound(id));
    act(terminal);
    return Promise.resolve(succeed({}));
  };

  return {
    'terminal.open': async (input, context) => {
      if (full()) return fail(tooMany());
      opening += 1;
      try {
        return await track(open(input, context));
      } finally {
        opening -= 1;
      }
    },
    'terminal.write': ({ terminal, text }) =>
      use(terminal, ({ write }) => {
        write(text);
      }),
    'terminal.resize': ({ terminal, size }) =>
      use(terminal, ({ resize }) => {
        resize(size);
      }),
    'terminal.acknowledge': ({ terminal, characters }) =>
      use(terminal, ({ acknowledge }) => {
        acknowledge(characters);
      }),
    'terminal.close': async ({ terminal: id }) => {
      const terminal = terminals.get(id);
      if (!terminal) return notFound(id);
      terminals.delete(id);
      await track(terminal.close());
      return succeed({});
    },
    'terminal.list': () =>
      Promise.resolve(succeed({ terminals: [...terminals.values()].map(({ state }) => state()) })),
    dispose: async () => {
      disposed = true;
      const open = [...terminals.values()];
      terminals.clear();
      await Promise.all([...open.map(({ close }) => close()), ...underWay]);
    },
  };
};

const notFound = (id: string): Outcome<never> =>
  fail(
    labFailure('not-found', {
      thing: id,
      message: { en: `There is no terminal ${id}.`, ja: `端末 ${id} はありません。` },
      fix: { en: 'Open a new one.', ja: '新しい端末を開いてください。' },
    }),
  );

const tooMany = () =>
  labFailure('busy', {
    thing: 'terminal.open',
    message: {
      en: `There are ${mostTerminals} terminals already.`,
      ja: `端末はすでに ${mostTerminals} 個開いています。`,
    },
    fix: { en: 'Close one first.', ja: 'まず 1 つ閉じてください。' },
  });
