import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readXdpPrograms } from '../../app/engine/program/elf-programs.ts';
import { compile } from '../../app/engine/build/compile.ts';
import { vectorInputs } from '../../app/engine/check/observe/dry.ts';
import { createCatalogue } from '../../app/engine/lessons/catalogue.ts';
import { sourceAt } from '../../app/engine/workspace/program-source.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { root } from '../support/cli.ts';
import { labHelper, value } from '../support/lab-helper.ts';
import { programFile, tappedObject } from '../support/tapped-object.ts';

const lab = labHelper();
const context = { signal: new AbortController().signal };
const lessons = join(root, 'bpf', 'lessons');

const sources = readdirSync(lessons, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.c'),
);
const assignments = [...new Set(sources.map((path) => path.split('/').slice(0, 2).join('/')))];

const frame = (length: number): string => Buffer.alloc(length, 0x86).toString('base64');

const run = async (object: string, program: string, frames: readonly string[]) => {
  const { load, runs } = value(await lab.call('program.dryRun', { object, program, frames: [...frames] }));
  return { accepted: load.accepted, runs };
};

describe.each(assignments)('%s', (name) => {
  it('every program does the same to every packet with the tap as without', async () => {
    const [lesson = '', id = ''] = name.split('/');
    const { spec } = value(await createCatalogue(root).assignment(lesson, id));
    const inputs = value(vectorInputs(spec));
    const frames = inputs.map(({ input }) => Buffer.from(input).toString('base64'));
    const { program } = spec.attach;
    let compared = 0;
    for (const path of sources.filter((one) => one.startsWith(`${name}/`))) {
      const source = sourceAt(join(lessons, path));
      const { object } = value(await compile(root, source, context.signal));
      if (!object || !readXdpPrograms(object)?.includes(program)) continue;
      const plain = await run(object.toString('base64'), program, frames);
      if (!plain.accepted || plain.runs.length === 0) continue;
      const where = basename(dirname(path));
      const tapped = await run(await tappedObject(source.path, program), program, frames);
      expect({ where, ...tapped }).toEqual({ where, ...plain });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(3);
  });
});

describe('programs that are written outlandishly', () => {
  const names = [
    'xdp_spread_func',
    'xdp_macro_func',
    'xdp_pasted_func',
    'xdp_enum_func',
    'xdp_long_func',
    'xdp_weak_func',
  ];
  it.each(names)('%s is tapped, and does the same', async (program) => {
    const frames = [frame(14), frame(60), frame(61), frame(300)];
    const plain = await run(bpfObject('outlandish'), program, frames);
    expect(plain).toMatchObject({ accepted: true });
    expect(await run(await tappedObject(programFile('outlandish'), program), program, frames)).toEqual(plain);
  });

  it.each(['several', 'resize', 'parity', 'old_sections', 'back', 'every_second'])(
    'those of %s, too',
    async (file) => {
      const object = bpfObject(file);
      for (const program of readXdpPrograms(Buffer.from(object, 'base64')) ?? []) {
        const plain = await run(object, program, [frame(60), frame(300)]);
        const tapped = await run(await tappedObject(programFile(file), program), program, [
          frame(60),
          frame(300),
        ]);
        expect({ program, ...tapped }).toEqual({ program, ...plain });
      }
    },
  );
});
