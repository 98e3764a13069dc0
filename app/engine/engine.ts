import { join } from 'node:path';
import {
  succeed,
  type AssignmentKey,
  type Emit,
  type Handlers,
  type LabContract,
  type Outcome,
  type SelftestFinding,
  type Service,
} from '../contract/index.ts';
import type { ElevationWay, HelperProgram } from '../helper/elevate/index.ts';
import { checkHandlers } from './check/check-handlers.ts';
import { runDoctor } from './doctor/index.ts';
import { exceptionHandlers } from './exceptions/exception-handlers.ts';
import { createHistoryKeeper } from './history/history-handlers.ts';
import { createHistoryStore } from './history/history-store.ts';
import { hostWithoutDesktop, type Host } from './host.ts';
import { hostHandlers } from './host-handlers.ts';
import { createConsentStore, type Consent } from './lab/consent.ts';
import { environmentHandlers } from './lab/environment-handlers.ts';
import { createLab } from './lab/lab.ts';
import { languageHandlers } from './language-server/language-handlers.ts';
import { createCatalogue } from './lessons/catalogue.ts';
import { readDetail } from './lessons/detail.ts';
import { liveHandlers } from './live/live-handlers.ts';
import { programHandlers } from './program/program-handlers.ts';
import { createProgressKeeper } from './progress/progress-handlers.ts';
import { createProgressStore } from './progress/progress-store.ts';
import { selftest } from './selftest/selftest.ts';
import { startFolderIn } from './terminal/start-folder.ts';
import { terminalHandlers } from './terminal/terminal-handlers.ts';
import { verifierHandlers } from './verifier/verifier-handlers.ts';
import { defaultDataFolder } from './workspace/data-folder.ts';
import { createWorkspace, type OpenedWork } from './workspace/workspace.ts';
import { workspaceHandlers } from './workspace/workspace-handlers.ts';

/** The lab without root and without a face: hosts put a channel in front of its service. */
export interface Engine {
  readonly service: Service<LabContract>;
  /** Ends the helper and all that the lab made. */
  readonly dispose: () => Promise<void>;
}

interface Options {
  /** The folder with `resources/`, `bpf/` and `dist/`. */
  readonly root: string;
  /** Which ways to root may be tried; all unless said otherwise. */
  readonly ways?: readonly ElevationWay[];
  /** Where the learner's files and progress lie; made when the first call needs it. */
  readonly dataFolder?: string;
  /** `asked`: nothing is done as root until the learner has allowed it by `lab.allow`. */
  readonly consent?: Consent;
  /** What to start as root; `dist/helper.js` with this Node unless said otherwise. */
  readonly helper?: HelperProgram;
  /** What is around the page; a terminal unless said otherwise. */
  readonly host?: Host;
}

/** Makes an engine. Nothing is started until a call needs it. */
export const createEngine = ({
  root,
  ways,
  dataFolder = defaultDataFolder(),
  consent = 'given',
  helper: program = { path: join(root, 'dist', 'helper.js'), interpreter: process.execPath },
  host = hostWithoutDesktop('terminal'),
}: Options): Engine => {
  const catalogue = createCatalogue(root);
  const listeners = new Set<Emit<LabContract>>();
  const emit: Emit<LabContract> = (name, event) => {
    for (const listener of listeners) listener(name, event);
  };
  const lab = createLab({
    helperPath: program.path,
    interpreter: program.interpreter,
    ways,
    consent,
    store: createConsentStore(dataFolder),
    changed: (state) => {
      emit('lab.state', state);
    },
  });
  const { helper } = lab;

  const workspace = createWorkspace(dataFolder);
  const progress = createProgressKeeper(catalogue, createProgressStore(dataFolder), emit);

  const history = createHistoryKeeper({
    catalogue,
    workspace,
    store: createHistoryStore(dataFolder),
    emit,
  });

  const openFiles = async ({ lesson, assignment: id }: AssignmentKey): Promise<Outcome<OpenedWork>> => {
    const assignment = await catalogue.assignment(lesson, id);
    return assignment.ok ? workspace.open(assignment.value) : assignment;
  };
  const { dispose: endTerminals, ...terminals } = terminalHandlers({
    helper,
    emit,
    folder: startFolderIn(dataFolder, openFiles),
  });
  const { dispose: endLanguageServers, ...languageServers } = languageHandlers({
    root,
    emit,
    openFiles,
  });

  const handlers: Handlers<LabContract> = {
    ...lab.handlers,
    'lessons.list': async () => succeed(await catalogue.survey()),
    'lessons.read': async ({ lesson: id }) => {
      const lesson = await catalogue.lesson(id);
      return lesson.ok ? readDetail(root, lesson.value) : lesson;
    },
    'doctor.run': async (_input, { signal }) =>
      succeed(
        await runDoctor({
          root,
          allowed: lab.state().privilege === 'granted',
          probe: () => helper.call('helper.probe', {}, { signal }),
        }),
      ),
    'selftest.run': async ({ lesson, repeat }, context) => {
      const found = lesson === undefined ? await catalogue.lessons() : await catalogue.lesson(lesson);
      if (!found.ok) return found;
      const onFinding = (finding: SelftestFinding): void => {
        emit('selftest.finding', finding);
      };
      const findings: SelftestFinding[] = [];
      for (const one of [found.value].flat()) {
        findings.push(...(await selftest({ root, helper, repeat, onFinding }, one, context)));
      }
      return succeed({ findings });
    },
    ...workspaceHandlers(catalogue, workspace),
    ...progress.handlers,
    ...history.handlers,
    ...checkHandlers({
      root,
      catalogue,
      helper,
      workspace,
      emit,
      graded: async (assignment, report, code) => {
        await progress.graded(report, code);
        await history.graded(assignment, report, code);
      },
    }),
    ...environmentHandlers(helper),
    ...programHandlers(root, helper),
    ...liveHandlers(helper, emit),
    ...exceptionHandlers(helper, emit),
    ...verifierHandlers({ root, helper, catalogue, workspace }),
    ...terminals,
    ...languageServers,
    ...hostHandlers(host, catalogue, workspace),
  };

  return {
    service: {
      handlers,
      subscribe: (listener) => {
        listeners.add(listener);
        listener('lab.state', lab.state());
        return () => listeners.delete(listener);
      },
    },
    dispose: async () => {
      // A terminal may be inside a namespace that the helper is about to remove.
      try {
        await Promise.all([endTerminals(), endLanguageServers()]);
      } finally {
        await lab.dispose();
      }
    },
  };
};
