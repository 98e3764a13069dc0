import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { unlessThere } from './disk-failure.ts';

/** Makes the folders `parts` below `base`, one in the other (0700). None of them may be a link that leads elsewhere. */
export const makeFolder = async (base: string, parts: readonly string[]): Promise<Outcome<string>> => {
  await mkdir(base, { recursive: true, mode: 0o700 });
  let folder = base;
  for (const part of parts) {
    folder = join(folder, part);
    await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
    if (!(await lstat(folder)).isDirectory()) return fail(notAFolder(folder));
  }
  return succeed(folder);
};

const notAFolder = (folder: string) =>
  labFailure('bad-input', {
    thing: folder,
    message: {
      en: `${folder} is not a folder of the lab's own.`,
      ja: `${folder} はラボのフォルダーではありません。`,
    },
    fix: {
      en: 'Move it away. To keep your files elsewhere, start the lab with XDG_DATA_HOME set to that place.',
      ja: '別の場所に移してください。ファイルを別の場所に置くには、XDG_DATA_HOME をその場所に設定してラボを起動してください。',
    },
  });
