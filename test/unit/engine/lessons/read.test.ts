import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../../app/engine/lessons/catalogue.ts';
import { readLesson } from '../../../../app/engine/lessons/read.ts';

const valid = `schema: 1
id: tiny
title: { en: Tiny, ja: 小さい }
summary: { en: s, ja: s }
assignments:
  - id: only
    rev: 1
    title: { en: t, ja: t }
    task: { en: t, ja: t }
    minutes: 5
    concepts: []
    environment: { name: veth-tiny }
    files: [{ path: xdp_prog_kern.c, role: main }]
    attach: { program: xdp_pass_func }
    startState: { check: loads, code: packet-bounds, hint: look }
    rejects: {}
    steps: [{ id: why, do: read }]
    checks:
      loads: { kind: load, title: { en: loads, ja: 読込 } }
    hints: [{ id: look, when: [{ check: loads }], text: { en: h, ja: h } }]
    reveal: { after: 3, how: diff }
`;

/** A small text with more values than memory has room for. */
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const alias = `*${'abcdefgh'.charAt(index)}`;
    return `${name}: &${name} [${Array(10).fill(alias).join(', ')}]`;
  }),
].join('\n');

describe('reading lesson.yaml', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
    await mkdir(join(root, 'resources', 'lessons', 'tiny'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));
  const read = async (text: string) => {
    await writeFile(join(root, 'resources', 'lessons', 'tiny', 'lesson.yaml'), text);
    const lesson = await readLesson(root, 'tiny');
    return lesson.ok ? 'ok' : lesson.failure.message.en;
  };

  it('takes a lesson that keeps the format', async () => {
    expect(await read(valid)).toBe('ok');
  });
  it('names file, line and field of a wrong value', async () => {
    expect(await read(valid.replace('minutes: 5', 'minutes: soon'))).toMatch(
      /resources\/lessons\/tiny\/lesson\.yaml:10 \(assignments\.0\.minutes\): /,
    );
  });
  it('refuses a misspelt field instead of passing over it', async () => {
    expect(
      await read(
        valid.replace('legacyIp', 'x').replace('{ name: veth-tiny }', '{ name: veth-tiny, vlna: true }'),
      ),
    ).toMatch(/:12 \(assignments\.0\.environment\.vlna\)/);
  });
  it('says where the YAML itself breaks', async () => {
    expect(await read(valid.replace('concepts: []', 'concepts: ['))).toMatch(/lesson\.yaml:\d+/);
  });
  it('names the place of a frame, a filter and a pattern that cannot be understood', async () => {
    const loads = '      loads: { kind: load, title: { en: loads, ja: 読込 } }';
    const title = 'title: { en: t, ja: t }';
    const frame = `${loads}\n      one:\n        kind: vector\n        ${title}\n        cases:\n          it:\n            frame: eth / ipv9\n            action: XDP_PASS`;
    expect(await read(valid.replace(loads, frame))).toMatch(
      /lesson\.yaml:25 \(assignments\.0\.checks\.one\.cases\.it\.frame\): .*ipv9/,
    );
    const source = `${loads}\n      one: { kind: source, ${title}, pattern: "(", present: true }`;
    expect(await read(valid.replace(loads, source))).toMatch(
      /:20 \(assignments\.0\.checks\.one\.pattern\): /,
    );
    const hint = valid.replace('when: [{ check: loads }]', 'when: [{ check: loads, source: "[" }]');
    expect(await read(hint)).toMatch(/:20 \(assignments\.0\.hints\.0\.when\.0\.source\): /);
    const seen = `${loads}\n      one: { kind: seen, ${title}, traffic: a, side: outer, filter: "no.such ==", count: { min: 1 } }`;
    expect(await read(valid.replace(loads, seen))).toMatch(/:20 \(assignments\.0\.checks\.one\.filter\): /);
  });
  it('says that the file is missing where a folder has none', async () => {
    const lesson = await readLesson(root, 'tiny');
    expect(lesson).toMatchObject({
      ok: false,
      failure: {
        code: 'lesson-invalid',
        message: { en: 'The lesson has a mistake: resources/lessons/tiny/lesson.yaml is missing.' },
      },
    });
  });
  it('sees that a mistake has been mended since', async () => {
    const catalogue = createCatalogue(root);
    await read(valid.replace('minutes: 5', 'minutes: soon'));
    expect(await catalogue.lesson('tiny')).toMatchObject({ ok: false, failure: { code: 'lesson-invalid' } });
    await read(valid);
    expect(await catalogue.lesson('tiny')).toMatchObject({ ok: true });
  });
  it('lists the other lessons beside one with a mistake, and says what it is', async () => {
    await read(valid.replace('minutes: 5', 'minutes: soon'));
    const { lessons, unreadable } = await createCatalogue(root).survey();
    expect(lessons.map(({ id }) => id)).not.toContain('tiny');
    expect(unreadable).toMatchObject([{ code: 'lesson-invalid' }]);
  });
  it.each([
    ['aliases that multiply', bomb],
    ['an alias of nothing', valid.replace('en: Tiny', 'en: *nothing')],
    ['nesting without end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('refuses %s as a mistake of the lesson', async (_name, text) => {
    expect(await read(text)).toMatch(/^The lesson has a mistake: resources\/lessons\/tiny\/lesson\.yaml/);
  });
  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a FIFO', (path: string) => execFileSync('mkfifo', [path])],
  ])('says of %s in the place of the file that it is none, until it is mended', async (_name, make) => {
    const path = join(root, 'resources', 'lessons', 'tiny', 'lesson.yaml');
    const catalogue = createCatalogue(root);
    await make(path);
    expect(await catalogue.survey()).toMatchObject({
      lessons: [],
      unreadable: [{ code: 'lesson-invalid', message: { en: expect.stringContaining('regular') as string } }],
    });
    await rm(path, { recursive: true });
    await read(valid);
    expect(await catalogue.lesson('tiny')).toMatchObject({ ok: true });
  });
  it('wants the folder and the id to agree', async () => {
    expect(await read(valid.replace('id: tiny', 'id: other'))).toContain('the folder is named tiny');
  });
  it('wants both languages', async () => {
    expect(await read(valid.replace('{ en: Tiny, ja: 小さい }', '{ en: Tiny }'))).toMatch(/\(title\.ja\)/);
  });
});
