import { fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type {
  CheckReport,
  Emit,
  Handlers,
  KeptFile,
  LabContract,
  Run,
  Snapshot,
  WorkFile,
} from '../../../app/contract/index.ts';

/** The clock of the double: a minute passes with every thing that is kept. */
const clock = () => {
  let minute = 0;
  return (): string => {
    minute += 1;
    return new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
  };
};

/** A learner's files with their past: saved, graded, kept and put back in memory, as the contract says. */
export const filesDouble = (starter: string, report: CheckReport, emit: Emit<LabContract>) => {
  const next = clock();
  let text = starter;
  const runs: Run[] = [];
  const snapshots: (Snapshot & { readonly texts: readonly KeptFile[] })[] = [];
  const work = (): WorkFile[] => [{ path: 'prog.c', role: 'main', text, edited: text !== starter }];
  const kept = (): KeptFile[] => [{ path: 'prog.c', text }];
  const keep = (reason: Snapshot['reason']) => {
    const texts = kept();
    const id = `kept-${String(snapshots.length + 1)}`;
    const snapshot = { id, at: next(), reason, files: [{ path: 'prog.c', lengthBytes: text.length }], texts };
    snapshots.unshift(snapshot);
    return snapshot;
  };
  const putBack = (reason: 'reset' | 'restore', files: readonly KeptFile[] | undefined) => {
    if (!files) return Promise.resolve(fail(labFailure('not-found', { thing: 'that code' })));
    const snapshot = keep(reason);
    text = files[0]?.text ?? '';
    return Promise.resolve(succeed({ snapshot, files: work() }));
  };
  const handlers = {
    'workspace.open': () => Promise.resolve(succeed({ folder: '/work', files: work() })),
    'workspace.save': ({ path, text: saved }) => {
      text = saved;
      return Promise.resolve(succeed({ file: { path, role: 'main' as const, text, edited: true } }));
    },
    'workspace.reset': () => putBack('reset', [{ path: 'prog.c', text: starter }]),
    'workspace.snapshot': ({ reason }) => Promise.resolve(succeed(keep(reason))),
    'workspace.snapshots': () => Promise.resolve(succeed({ snapshots: [...snapshots] })),
    'workspace.readSnapshot': ({ snapshot }) => {
      const found = snapshots.find(({ id }) => id === snapshot);
      return Promise.resolve(
        found ? succeed({ files: [...found.texts] }) : fail(labFailure('not-found', { thing: snapshot })),
      );
    },
    'workspace.restore': ({ snapshot }) =>
      putBack('restore', snapshots.find(({ id }) => id === snapshot)?.texts),
    'workspace.solution': () =>
      Promise.resolve(
        succeed({
          files: [
            {
              path: 'prog.c',
              role: 'main' as const,
              text: starter
                .replace('void *pos)', 'void *pos, void *end)')
                .replace('\treturn 0;\n', '\tif (pos + 14 > end)\n\t\treturn -1;\n\treturn 0;\n'),
              edited: true,
            },
          ],
        }),
      ),
    'check.run': ({ lesson, assignment, only }) => {
      const number = runs.length + 1;
      const must = report.checks.filter(({ level }) => level === 'must');
      const run: Run = {
        id: `run-${String(number)}`,
        number,
        at: next(),
        verdict: report.verdict,
        summary: report.summary,
        live: only !== 'vectors',
        passed: must.filter(({ state }) => state === 'pass').length,
        required: must.length,
        ms: report.ms,
        report,
        files: kept(),
      };
      runs.unshift(run);
      emit('history.added', { lesson, assignment, run });
      return Promise.resolve(succeed(report));
    },
    'history.list': () => Promise.resolve(succeed({ runs: [...runs] })),
    'history.read': ({ run }) => {
      const found = runs.find(({ id }) => id === run);
      return Promise.resolve(found ? succeed(found) : fail(labFailure('not-found', { thing: run })));
    },
    'history.restore': ({ run }) => putBack('restore', runs.find(({ id }) => id === run)?.files),
  } satisfies Partial<Handlers<LabContract>>;
  return handlers;
};
