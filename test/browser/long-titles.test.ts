import { expect } from 'vitest';
import { succeed } from '../../app/contract/index.ts';
import { lesson } from '../unit/renderer/double.ts';
import { open, test } from './open-page.ts';

const long = { en: 'The longest title of an assignment '.repeat(6), ja: 'とても長い課題の題名'.repeat(12) };
const [first, ...others] = lesson.assignments;
const titled = { ...lesson, title: long, assignments: first ? [{ ...first, task: long }, ...others] : [] };
const wordy = {
  ...titled,
  prose: { ...lesson.prose, en: lesson.prose.en.replace('## Look', `## ${long.en}`) },
};

for (const width of [1024, 1440])
  for (const locale of ['en-GB', 'ja-JP'])
    test(`long titles never make the page wider than ${String(width)} pixels (${locale})`, async () => {
      const { page } = await open(
        {
          'lessons.list': () => Promise.resolve(succeed({ lessons: [wordy], unreadable: [] })),
          'lessons.read': () => Promise.resolve(succeed(wordy)),
        },
        { locale, viewport: { width, height: 800 } },
      );
      expect(await page.evaluate(() => document.body.scrollWidth)).toBe(width);
    });
