import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
  it('wants the folder and the id to agree', async () => {
    expect(await read(valid.replace('id: tiny', 'id: other'))).toContain('the folder is named tiny');
  });
  it('wants both languages', async () => {
    expect(await read(valid.replace('{ en: Tiny, ja: 小さい }', '{ en: Tiny }'))).toMatch(/\(title\.ja\)/);
  });
});
