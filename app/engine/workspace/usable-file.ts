import { constants, type Stats } from 'node:fs';
import { access } from 'node:fs/promises';
import { fail, labFailure, succeed, type Outcome, type Text } from '../../contract/index.ts';

/** Larger than any program somebody writes; keeps a mistaken path (a disk image, say) out of clang. */
export const largestSourceBytes = 8 * 1024 * 1024;

interface Wanted {
  /** The path as the learner wrote it. */
  readonly named: string;
  readonly largestBytes: number;
  /** What to name in its place. */
  readonly fix: Text;
}

/** Whether a file that is there can be read: a regular one, of a sensible size, that the learner may open. */
export const usableFile = async (
  path: string,
  stats: Stats,
  { named, largestBytes, fix }: Wanted,
): Promise<Outcome<undefined>> => {
  const refused = (message: Text, way = fix): Outcome<never> =>
    fail(labFailure('bad-input', { thing: named, message, fix: way }));
  if (!stats.isFile()) {
    return refused({
      en: `${named} is not a regular file.`,
      ja: `${named} は通常のファイルではありません。`,
    });
  }
  if (stats.size > largestBytes) {
    return refused({
      en: `${named} has ${stats.size} bytes, too large for a program.`,
      ja: `${named} は ${stats.size} バイトあり、プログラムとしては大きすぎます。`,
    });
  }
  const mayRead = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (mayRead) return succeed(undefined);
  return refused(
    { en: `${named} may not be read by you.`, ja: `${named} を読む権限がありません。` },
    { en: `Allow it: chmod u+r ${named}`, ja: `読めるようにするには: chmod u+r ${named}` },
  );
};
