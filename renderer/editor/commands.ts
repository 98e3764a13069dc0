import type { PageCommand } from '../commands/command.ts';
import { openFile } from '../host/open-file.ts';
import type { Lab } from '../state/lab.svelte.ts';
import { askReveal } from './ask-reveal.ts';
import { neighbourProblem } from './problems.ts';
import { takeCFile } from './take-c-file.ts';

const goToProblem = (lab: Lab, by: -1 | 1): void => {
  const { editing, work } = lab;
  if (!editing.handle) return;
  const { problems, cursor } = editing.handle;
  const paths = work.files.map(({ path }) => path);
  const found = neighbourProblem(problems(), paths, cursor(), by);
  if (found) lab.goTo(found.path, found.line, found.column);
  else editing.notice = { en: 'No problem is known.', ja: '問題は見つかっていません。' };
};

const goToFile = ({ work }: Lab, by: -1 | 1): void => {
  const paths = work.files.map(({ path }) => path);
  const path = paths.at((paths.indexOf(work.active ?? '') + by) % paths.length);
  if (path !== undefined) work.show(path);
};

const showInFileManager = async ({ failures, link, work }: Lab): Promise<void> => {
  const { active: path, openedKey: key } = work;
  if (key && path !== undefined) failures.take(await link.call('host.reveal', { ...key, path }));
};

const hasAssignment = ({ lessons }: Lab): boolean => lessons.key !== undefined;
const isOpen = ({ editing }: Lab): boolean => editing.handle !== undefined;
const hasFiles = ({ work }: Lab): boolean => work.files.length > 1;

/** What can be asked of the editor. */
export const editorCommands: readonly PageCommand[] = [
  {
    id: 'editor.next-problem',
    title: { en: 'Go to the next problem', ja: '次の問題へ' },
    key: 'F8',
    possible: isOpen,
    run: (lab) => {
      goToProblem(lab, 1);
    },
  },
  {
    id: 'editor.previous-problem',
    title: { en: 'Go to the previous problem', ja: '前の問題へ' },
    key: 'Shift+F8',
    possible: isOpen,
    run: (lab) => {
      goToProblem(lab, -1);
    },
  },
  {
    id: 'editor.definition',
    title: { en: 'Go to the definition', ja: '定義へ移動' },
    key: 'F12',
    within: 'editor',
    possible: ({ editing }) => editing.handle?.goToDefinition !== undefined,
    run: ({ editing }) => editing.handle?.goToDefinition?.(),
  },
  {
    id: 'editor.describe',
    title: { en: 'Show what is at the cursor', ja: 'カーソル位置の説明を表示' },
    key: 'Ctrl+I',
    within: 'editor',
    possible: ({ editing }) => editing.handle?.describe !== undefined,
    run: ({ editing }) => editing.handle?.describe?.(),
  },
  {
    id: 'editor.rename',
    title: { en: 'Rename what is at the cursor', ja: 'カーソル位置の名前を変更' },
    key: 'F2',
    within: 'editor',
    possible: ({ editing }) => editing.handle?.rename !== undefined,
    run: ({ editing }) => editing.handle?.rename?.(),
  },
  {
    id: 'editor.find',
    title: { en: 'Find and replace in the file', ja: 'ファイル内を検索・置換' },
    key: 'Ctrl+F',
    within: 'editor',
    possible: isOpen,
    run: ({ editing }) => editing.handle?.find(),
  },
  {
    id: 'editor.next-file',
    title: { en: 'Go to the next file', ja: '次のファイルへ' },
    key: 'Alt+PageDown',
    within: 'editor',
    possible: hasFiles,
    run: (lab) => {
      goToFile(lab, 1);
    },
  },
  {
    id: 'editor.previous-file',
    title: { en: 'Go to the previous file', ja: '前のファイルへ' },
    key: 'Alt+PageUp',
    within: 'editor',
    possible: hasFiles,
    run: (lab) => {
      goToFile(lab, -1);
    },
  },
  {
    id: 'editor.show-in-file-manager',
    title: { en: 'Show in the file manager', ja: 'ファイルマネージャーで表示' },
    possible: ({ session, work }) => session.abilities?.reveal === true && work.active !== undefined,
    run: showInFileManager,
  },
  {
    id: 'editor.restart-clangd',
    title: { en: 'Start clangd again', ja: 'clangd を再起動' },
    possible: ({ work }) => work.openedKey !== undefined,
    run: ({ language }) => language.restart(),
  },
  {
    id: 'editor.start-over',
    title: { en: 'Start over …', ja: '最初からやり直す…' },
    possible: ({ work }) => work.openedKey !== undefined,
    run: ({ editing }) => {
      editing.asksReset = true;
    },
  },
  {
    id: 'editor.solution',
    title: { en: 'Show the solution beside my code', ja: '自分のコードの横に解答を表示' },
    possible: (lab) => hasAssignment(lab) && !lab.reveal.shown,
    run: askReveal,
  },
  {
    id: 'editor.solution-close',
    title: { en: 'Close the solution', ja: '解答を閉じる' },
    possible: ({ reveal }) => reveal.shown,
    run: ({ reveal }) => {
      reveal.close();
    },
  },
  {
    id: 'file.open-into',
    title: { en: 'Open a C file into this assignment …', ja: 'C ファイルをこの課題に読み込む…' },
    possible: hasAssignment,
    run: async (lab) => {
      const file = await openFile(lab, 'c');
      if (file) await takeCFile(lab, file);
    },
  },
];
