import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tinyLab } from '../../../support/tiny-lab.ts';

const lab = tinyLab();

describe('reading a lesson for a page', () => {
  it('gives its prose in both languages, its files, steps, checks and when the solution is offered', async () => {
    expect(await lab.engine().call('lessons.read', { lesson: 'tiny' })).toEqual({
      id: 'tiny',
      title: { en: 'Tiny', ja: '小さい' },
      summary: { en: 's', ja: 's' },
      prose: { en: '# Tiny\n', ja: '# 小さい\n' },
      assignments: [
        {
          id: 'only',
          rev: 1,
          title: { en: 't', ja: 't' },
          task: { en: 't', ja: 't' },
          minutes: 5,
          concepts: ['bounds'],
          environment: { name: 'veth-tiny', number: 9, vlan: true, legacyIp: false },
          files: [
            { path: 'xdp_prog_kern.c', role: 'main', regions: { program: 'xdp_pass_func' } },
            { path: 'limits.h', role: 'header', regions: {} },
          ],
          steps: [
            { id: 'why', do: 'read', checks: [], question: null },
            {
              id: 'guess',
              do: 'predict',
              checks: ['loads'],
              question: {
                text: { en: 'How many?', ja: 'いくつ' },
                choices: [
                  { id: 'one', text: { en: 'One', ja: '一' } },
                  { id: 'two', text: { en: 'Two', ja: '二' } },
                ],
              },
            },
          ],
          checks: [{ id: 'loads', kind: 'load', level: 'must', title: { en: 'loads', ja: '読込' } }],
          revealAfter: 3,
        },
      ],
    });
  });
  it('keeps the answer and its reasons back', async () => {
    const text = JSON.stringify(await lab.engine().call('lessons.read', { lesson: 'tiny' }));
    expect(text).not.toMatch(/answer|Too many|why":\{/);
  });
  it('names a text that is missing', async () => {
    await rm(lab.lessonFile('ja.md'));
    const failure = await lab.engine().refused('lessons.read', { lesson: 'tiny' });
    expect(failure).toMatchObject({ code: 'lesson-invalid' });
    expect(failure.message.en).toContain('resources/lessons/tiny/ja.md');
  });
  it('names a mistake in lesson.yaml by line and field, and a lesson that there is none of', async () => {
    await lab.write(lab.lessonFile('lesson.yaml'), 'schema: 2\nid: tiny\n');
    const engine = lab.engine();
    expect((await engine.refused('lessons.read', { lesson: 'tiny' })).message.en).toContain(
      'lesson.yaml:1 (schema)',
    );
    expect((await engine.refused('lessons.read', { lesson: 'other' })).code).toBe('not-found');
  });
});
