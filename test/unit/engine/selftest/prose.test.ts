import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LessonSpec } from '../../../../app/engine/lessons/schema.ts';
import { proseMistakes } from '../../../../app/engine/selftest/prose.ts';

/** Only the fields that the prose is compared with. */
const lesson = {
  id: 'tiny',
  assignments: [{ id: 'a', steps: [{ id: 'one' }, { id: 'two' }] }],
} as unknown as LessonSpec;

describe('a lesson’s two texts', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
    await mkdir(join(root, 'resources', 'lessons', 'tiny'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));
  const mistakes = async (en: string, ja: string) => {
    await writeFile(join(root, 'resources', 'lessons', 'tiny', 'en.md'), en);
    await writeFile(join(root, 'resources', 'lessons', 'tiny', 'ja.md'), ja);
    return proseMistakes(root, lesson);
  };
  const whole = '# T\n## One {#a/one}\n## Two {#a/two}\n';

  it('are right when both have every step in order', async () => {
    expect(await mistakes(whole, whole)).toEqual([]);
  });
  it('are wrong when one language lacks a step', async () => {
    expect(await mistakes(whole, '# T\n## 一 {#a/one}\n')).toEqual(['ja.md has no step {#a/two}']);
  });
  it('are wrong when a heading belongs to no step', async () => {
    expect(await mistakes(`${whole}## Three {#a/three}\n`, whole)).toEqual([
      'en.md: {#a/three} is no step of lesson.yaml',
    ]);
  });
  it('are wrong in another order', async () => {
    expect(await mistakes('## Two {#a/two}\n## One {#a/one}\n', whole)).toHaveLength(1);
  });
});
