import { describe, expect, it } from 'vitest';
import { labFailure, type LabFailure, type LessonSummary } from '../../../../app/contract/index.ts';
import { answering, runCli } from './fixture.ts';

const both = (text: string) => ({ en: text, ja: text });

const good: LessonSummary = {
  id: 'packet01-parsing',
  title: both('Parsing'),
  summary: both('Headers.'),
  assignments: [],
};

const invalid = (id: string): LabFailure =>
  labFailure('lesson-invalid', { thing: `resources/lessons/${id}/lesson.yaml` });

const listed = (unreadable: LabFailure[], ...more: string[]) =>
  runCli(['lessons', ...more], { 'lessons.list': answering({ lessons: [good], unreadable }) });

describe('lessons', () => {
  it('are listed beside those that cannot be read, each of which is named', async () => {
    const ran = await listed([invalid('one'), invalid('two')]);
    expect(ran.stdout).toContain('packet01-parsing');
    expect(ran.stderr).toContain('resources/lessons/one/lesson.yaml');
    expect(ran.stderr).toContain('resources/lessons/two/lesson.yaml');
    expect(ran.exitCode).toBe(3);
  });

  it('are one JSON value also then, with the same exit status', async () => {
    const ran = await listed([invalid('one')], '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      lessons: [{ id: 'packet01-parsing' }],
      unreadable: [{ code: 'lesson-invalid' }],
    });
    expect(ran.stderr).toBe('');
    expect(ran.exitCode).toBe(3);
  });

  it('that can all be read are listed without a word of failure', async () => {
    const ran = await listed([]);
    expect(ran.stdout).toContain('packet01-parsing');
    expect([ran.stderr, ran.exitCode]).toEqual(['', 0]);
  });
});
