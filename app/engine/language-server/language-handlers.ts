import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  fail,
  labFailure,
  succeed,
  type AssignmentKey,
  type Emit,
  type Handlers,
  type LabContract,
  type Outcome,
} from '../../contract/index.ts';
import { startClangd, type Clangd } from './clangd.ts';
import { writeCompileCommands } from './compile-commands.ts';

type LanguageCalls = 'language.start' | 'language.send' | 'language.stop';

/** Where an assignment's files lie, and their paths in there. */
export interface OpenedFiles {
  readonly folder: string;
  readonly files: readonly { readonly path: string }[];
}

interface Parts {
  readonly root: string;
  readonly emit: Emit<LabContract>;
  readonly openFiles: (key: AssignmentKey) => Promise<Outcome<OpenedFiles>>;
  /** Another clangd than the one in PATH. */
  readonly tool?: string;
}

/** Pages that were closed cannot say so: beyond this many sessions, the one that was silent longest ends. */
const mostSessions = 4;

/** Language servers for the editor: one clangd a session, which the page that started it speaks to. */
export const languageHandlers = ({
  root,
  emit,
  openFiles,
  tool,
}: Parts): Pick<Handlers<LabContract>, LanguageCalls> & { readonly dispose: () => Promise<void> } => {
  /** In the order in which they were last spoken to. */
  const sessions = new Map<string, Clangd>();
  const underWay = new Set<Promise<unknown>>();
  let disposed = false;

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };

  const stop = async (session: string): Promise<boolean> => {
    const clangd = sessions.get(session);
    sessions.delete(session);
    await clangd?.stop();
    return clangd !== undefined;
  };

  const start: Handlers<LabContract>['language.start'] = async (key, { signal }) => {
    const opened = await openFiles(key);
    if (!opened.ok) return opened;
    const { folder } = opened.value;
    const paths = opened.value.files.map(({ path }) => path);
    const commands = await writeCompileCommands(root, folder, paths);
    if (!commands.ok) return commands;
    const session = randomUUID();
    const clangd = await startClangd({
      tool,
      folder,
      compileCommandsFolder: commands.value.folder,
      onMessage: (message) => {
        emit('language.message', { session, message });
      },
      onEnd: (detail) => {
        void track(commands.value.remove());
        // One that was stopped is known no more.
        if (sessions.delete(session)) emit('language.ended', { session, detail });
      },
    });
    if (!clangd.ok) {
      await commands.value.remove();
      return clangd;
    }
    if (disposed || signal.aborted) {
      await clangd.value.stop();
      return fail(labFailure('cancelled', { thing: 'clangd' }));
    }
    sessions.set(session, clangd.value);
    const [silent] = sessions.keys();
    if (sessions.size > mostSessions && silent !== undefined) {
      await stop(silent);
      emit('language.ended', { session: silent, detail: '' });
    }
    return succeed({
      session,
      rootUri: pathToFileURL(folder).href,
      documents: Object.fromEntries(paths.map((path) => [path, pathToFileURL(join(folder, path)).href])),
    });
  };

  return {
    'language.start': (key, context) => track(start(key, context)),
    'language.send': ({ session, message }) => {
      const clangd = sessions.get(session);
      if (!clangd) return Promise.resolve(notFound(session));
      sessions.delete(session);
      sessions.set(session, clangd);
      const sent = clangd.send(message);
      return Promise.resolve(sent.ok ? succeed({}) : sent);
    },
    'language.stop': async ({ session }) => ((await track(stop(session))) ? succeed({}) : notFound(session)),
    dispose: async () => {
      disposed = true;
      await Promise.all([...sessions.keys()].map(stop));
      // Their ends remove their folders, and a start under way ends what it started.
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
};

const notFound = (session: string): Outcome<never> =>
  fail(
    labFailure('not-found', {
      thing: session,
      message: {
        en: 'clangd no longer runs for this editor.',
        ja: 'このエディター用の clangd はもう動いていません。',
      },
      fix: { en: 'Start it again.', ja: 'もう一度起動してください。' },
    }),
  );
