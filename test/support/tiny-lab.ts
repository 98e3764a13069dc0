import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type {
  EventOf,
  Handlers,
  InputOf,
  LabContract,
  LabFailure,
  Outcome,
} from '../../app/contract/index.ts';
import { createEngine } from '../../app/engine/index.ts';

/** The one assignment of the lab that {@link tinyLab} makes. */
export const tiny = { lesson: 'tiny', assignment: 'only' } as const;

export const starter = '#include "limits.h"\nint start;\n';
export const solution = '#include "limits.h"\nint solved;\n';

const lessonYaml = (rev: number) => `schema: 1
id: tiny
title: { en: Tiny, ja: 小さい }
summary: { en: s, ja: s }
assignments:
  - id: only
    rev: ${rev}
    title: { en: t, ja: t }
    task: { en: t, ja: t }
    minutes: 5
    concepts: [bounds]
    environment: { name: veth-tiny, number: 9, vlan: true }
    files:
      - { path: xdp_prog_kern.c, role: main, regions: { program: xdp_pass_func } }
      - { path: limits.h, role: header }
    attach: { program: xdp_pass_func }
    startState: { check: loads, code: packet-bounds, hint: look }
    rejects: {}
    steps:
      - { id: why, do: read }
      - id: guess
        do: predict
        checks: [loads]
        question:
          text: { en: How many?, ja: いくつ }
          choices:
            one: { text: { en: One, ja: 一 }, why: { en: Right., ja: 正解 } }
            two: { text: { en: Two, ja: 二 }, why: { en: Too many., ja: 多い } }
          answer: one
    checks:
      loads: { kind: load, title: { en: loads, ja: 読込 } }
    hints: [{ id: look, when: [{ check: loads }], text: { en: h, ja: h } }]
    reveal: { after: 3, how: diff }
`;

type Handler = (input: unknown, context: { signal: AbortSignal }) => Promise<Outcome<unknown>>;
type Value<N extends keyof Handlers<LabContract>> =
  Awaited<ReturnType<Handlers<LabContract>[N]>> extends infer O ? Extract<O, { ok: true }> : never;

/** One engine on the lab's files. */
export interface TinyEngine {
  /** The value of a call that succeeds; fails the test otherwise. */
  readonly call: <N extends keyof Handlers<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
  ) => Promise<Value<N>['value']>;
  /** The failure of a call that is refused. */
  readonly refused: <N extends keyof Handlers<LabContract>>(
    name: N,
    input: InputOf<LabContract, N>,
  ) => Promise<LabFailure>;
  /** The `progress.changed` events so far. */
  readonly heard: readonly EventOf<LabContract, 'progress.changed'>[];
}

/** A lab with one small lesson, in folders that go with the test: its own files, and the learner's. */
export const tinyLab = () => {
  let folder = '';
  const at = (...parts: string[]): string => join(folder, ...parts);
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
    await write(at('root', 'resources', 'lessons', 'tiny', 'lesson.yaml'), lessonYaml(1));
    await write(at('root', 'resources', 'lessons', 'tiny', 'en.md'), '# Tiny\n');
    await write(at('root', 'resources', 'lessons', 'tiny', 'ja.md'), '# 小さい\n');
    await write(at('root', 'bpf', 'lessons', 'tiny', 'only', 'start', 'xdp_prog_kern.c'), starter);
    await write(at('root', 'bpf', 'lessons', 'tiny', 'only', 'start', 'limits.h'), '#define MAX 4\n');
    await write(at('root', 'bpf', 'lessons', 'tiny', 'only', 'start', 'given.h'), '#define GIVEN\n');
    await write(at('root', 'bpf', 'lessons', 'tiny', 'only', 'solution', 'xdp_prog_kern.c'), solution);
  });
  afterEach(() => rm(folder, { recursive: true }));

  return {
    write,
    root: () => at('root'),
    clear: (path: string) => rm(path, { recursive: true }),
    lessonFile: (name: string) => at('root', 'resources', 'lessons', 'tiny', name),
    starterFile: (name: string) => at('root', 'bpf', 'lessons', 'tiny', 'only', 'start', name),
    dataFolder: () => at('data'),
    workFile: (name: string) => at('data', 'work', 'tiny', 'only', name),
    outside: (name: string) => at(name),
    raiseRev: (rev: number) =>
      write(at('root', 'resources', 'lessons', 'tiny', 'lesson.yaml'), lessonYaml(rev)),
    engine: (dataFolder = at('data')): TinyEngine => {
      const { service } = createEngine({ root: at('root'), dataFolder });
      const heard: EventOf<LabContract, 'progress.changed'>[] = [];
      service.subscribe((name, event) => {
        if (name === 'progress.changed') heard.push(event as (typeof heard)[number]);
      });
      const ask = (name: keyof Handlers<LabContract>, input: unknown): Promise<Outcome<unknown>> =>
        (service.handlers[name] as Handler)(input, { signal: new AbortController().signal });
      return {
        heard,
        call: async (name, input) => {
          const answer = await ask(name, input);
          if (!answer.ok) throw new Error(`${name}: ${answer.failure.message.en} ${answer.failure.detail}`);
          return answer.value as never;
        },
        refused: async (name, input) => {
          const answer = await ask(name, input);
          if (answer.ok) throw new Error(`${name} was not refused`);
          return answer.failure;
        },
      };
    },
  };
};
