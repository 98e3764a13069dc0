import type { Language, LessonSummary } from '../../../contract/index.ts';
import { paragraph, table } from './layout.ts';
import type { Style } from './style.ts';

const words = {
  minutes: { en: 'min', ja: '分' },
  next: {
    en: [
      'Read a lesson:     resources/lessons/LESSON/en.md',
      'Begin with a copy: bpf/lessons/LESSON/ASSIGNMENT/start',
      'Grade your file:   xdp-lab check LESSON/ASSIGNMENT --source FILE',
    ],
    ja: [
      '読む:   resources/lessons/LESSON/ja.md',
      '始める: bpf/lessons/LESSON/ASSIGNMENT/start をコピー',
      '採点:   xdp-lab check LESSON/ASSIGNMENT --source FILE',
    ],
  },
};

/** The lessons with their assignments, and how to go on. */
export const renderLessons = (
  lessons: readonly LessonSummary[],
  language: Language,
  style: Style,
  columns: number | undefined,
): string =>
  [
    ...lessons.map(({ id, title, summary, assignments }) =>
      [
        `${style.bold(id)}  ${title[language]}`,
        paragraph(style.dim(summary[language]), 2, columns),
        table(
          assignments.map((assignment) => [
            style.cyan(`${id}/${assignment.id}`),
            style.dim(`${assignment.minutes} ${words.minutes[language]}`),
            assignment.title[language],
          ]),
          2,
        ),
      ].join('\n'),
    ),
    words.next[language].map(style.dim).join('\n'),
  ].join('\n\n') + '\n';
