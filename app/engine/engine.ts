import { join } from 'node:path';
import {
  succeed,
  type Emit,
  type Handlers,
  type LabContract,
  type SelftestFinding,
  type Service,
} from '../contract/index.ts';
import type { ElevationWay } from '../helper/elevate/index.ts';
import { checkHandlers } from './check/check-handlers.ts';
import { runDoctor } from './doctor/index.ts';
import { environmentHandlers } from './lab/environment-handlers.ts';
import { createHelperLink } from './lab/helper-link.ts';
import { languageHandlers } from './language-server/language-handlers.ts';
import { createCatalogue, summarise } from './lessons/catalogue.ts';
import { readDetail } from './lessons/detail.ts';
import { programHandlers } from './program/program-handlers.ts';
import { createProgressKeeper } from './progress/progress-handlers.ts';
import { createProgressStore } from './progress/progress-store.ts';
import { selftest } from './selftest/selftest.ts';
import { terminalHandlers } from './terminal/terminal-handlers.ts';
import { defaultDataFolder } from './workspace/data-folder.ts';
import { createWorkspace } from './workspace/workspace.ts';
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
}

/** Makes an engine. Nothing is started until a call needs it. */
export const createEngine = ({ root, ways, dataFolder = defaultDataFolder() }: Options): Engine => {
  const helper = createHelperLink({ helperPath: join(root, 'dist', 'helper.js'), ways });
  const catalogue = createCatalogue(root);
  const listeners = new Set<Emit<LabContract>>();
  const emit: Emit<LabContract> = (name, event) => {
    for (const listener of listeners) listener(name, event);
  };

  const workspace = createWorkspace(dataFolder);
  const progress = createProgressKeeper(catalogue, createProgressStore(dataFolder), emit);

  const { dispose: endTerminals, ...terminals } = terminalHandlers({
    helper,
    emit,
    folder: join(dataFolder, 'work'),
  });
  const { dispose: endLanguageServers, ...languageServers } = languageHandlers({
    root,
    emit,
    openFiles: async ({ lesson, assignment: id }) => {
      const assignment = await catalogue.assignment(lesson, id);
      return assignment.ok ? workspace.open(assignment.value) : assignment;
    },
  });

  const handlers: Handlers<LabContract> = {
    'lessons.list': async () => {
      const lessons = await catalogue.lessons();
      return lessons.ok ? succeed({ lessons: lessons.value.map(summarise) }) : lessons;
    },
    'lessons.read': async ({ lesson: id }) => {
      const lesson = await catalogue.lesson(id);
      return lesson.ok ? readDetail(root, lesson.value) : lesson;
    },
    'doctor.run': async (_input, { signal }) =>
      succeed(await runDoctor({ probe: () => helper.call('helper.probe', {}, { signal }) })),
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
    ...checkHandlers({ root, catalogue, helper, workspace, graded: progress.graded, emit }),
    ...environmentHandlers(helper),
    ...programHandlers(root, helper),
    ...terminals,
    ...languageServers,
  };

  return {
    service: {
      handlers,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    dispose: async () => {
      // A terminal may be inside a namespace that the helper is about to remove.
      try {
        await Promise.all([endTerminals(), endLanguageServers()]);
      } finally {
        await helper.dispose();
      }
    },
  };
};
