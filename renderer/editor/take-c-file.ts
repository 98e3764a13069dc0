import { fail, labFailure } from '../../app/contract/index.ts';
import type { Lab } from '../state/lab.svelte.ts';
import type { OpenedFile } from '../host/open-file.ts';

/** More than any program of a lesson has; what is larger was chosen by mistake. */
const mostBytes = 1_000_000;

const fix = {
  en: 'Choose a C file in UTF-8 of one megabyte at most.',
  ja: 'UTF-8 で書かれた 1 MB 以下の C ファイルを選んでください。',
};

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Puts a C file's text in place of the assignment's program, as an unsaved edit, after a snapshot of what was there. */
export const takeCFile = async (lab: Lab, { name, bytes }: OpenedFile): Promise<void> => {
  const { failures, history, lessons, link, reveal, work } = lab;
  const { key } = lessons;
  const main = work.files.find(({ role }) => role === 'main');
  if (!key || !main) return;
  const text = bytes.length <= mostBytes ? textOf(bytes) : undefined;
  if (text === undefined) {
    failures.take(fail(labFailure('bad-input', { thing: name, fix })));
    return;
  }
  if (!(await work.save())) return;
  const snapshot = failures.take(await link.call('workspace.snapshot', { ...key, reason: 'asked' }));
  if (!snapshot || lessons.key !== key) return;
  history.kept(key, snapshot);
  reveal.close();
  work.show(main.path);
  work.editAll([{ path: main.path, text }]);
};
