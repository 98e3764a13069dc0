import type { AssignmentKey, Text } from '../../app/contract/index.ts';
import { allCommands } from '../commands/all.ts';
import { isPossible, keyOf } from '../commands/find.ts';
import { focusPane } from '../commands/focus.ts';
import { paneTitle } from '../commands/pane-title.ts';
import { sectionsOf } from '../lesson/sections.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { progressKey } from '../state/lessons.svelte.ts';
import type { Entry } from './rank.ts';

/** The headings of an assignment's steps, where its lesson is open. */
const headingsOf = ({ lessons }: Lab, { lesson, assignment }: AssignmentKey): Text[] => {
  if (lessons.lesson?.id !== lesson) return [];
  const { en, ja } = lessons.lesson.prose;
  const japanese = sectionsOf(ja);
  return sectionsOf(en)
    .filter((one) => one.assignment === assignment)
    .map(({ title, step }) => ({
      en: title,
      ja: japanese.find((one) => one.assignment === assignment && one.step === step)?.title ?? title,
    }));
};

/** The files of the open assignment, then every assignment. */
export const placesOf = (lab: Lab): Entry[] => [
  ...lab.work.files.map(({ path }) => ({
    id: `file:${path}`,
    title: { en: path, ja: path },
    of: lab.lessons.assignment?.title,
    current: path === lab.work.active,
    run: () => {
      lab.work.show(path);
      focusPane('editor');
    },
  })),
  ...lab.lessons.list.flatMap((lesson) =>
    lesson.assignments.map((assignment) => {
      const key = { lesson: lesson.id, assignment: assignment.id };
      return {
        id: `assignment:${progressKey(key)}`,
        title: assignment.title,
        of: lesson.title,
        also: [{ en: assignment.id, ja: assignment.id }, ...headingsOf(lab, key), assignment.task],
        current: lab.lessons.key !== undefined && progressKey(key) === progressKey(lab.lessons.key),
        run: () => lab.open(key),
      };
    }),
  ),
];

/** What can be done now, with its keys. */
export const commandsOf = (lab: Lab): Entry[] =>
  allCommands
    .filter((command) => isPossible(command, lab))
    .map((command) => ({
      id: command.id,
      title: command.title,
      of: paneTitle(command.within),
      key: keyOf(command, lab.settings.keys),
      run: () => command.run(lab),
    }));
