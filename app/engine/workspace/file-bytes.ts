import { constants } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { undefinedIfMissing } from './disk-failure.ts';
import { largestSourceBytes, usableFile } from './usable-file.ts';

/** A file of an assignment by its name, as it lies on the disk. */
export interface NamedBytes {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Reads a learner's file; null where there is none. Links are not followed: they may lead out of the folder. */
export const readBytes = async (path: string): Promise<Outcome<Buffer | null>> => {
  const found = await lstat(path).catch(undefinedIfMissing);
  if (!found) return succeed(null);
  const usable = await usableFile(path, found, {
    named: path,
    largestBytes: largestSourceBytes,
    fix: {
      en: 'Move it to another place: the lab then starts from the lesson’s file again.',
      ja: '別の場所に移してください。ラボはレッスンのファイルから始め直します。',
    },
  });
  if (!usable.ok) return usable;
  // Not waiting: what was a file a moment ago could be a FIFO.
  return succeed(
    await readFile(path, { flag: constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK }),
  );
};

/** The text of a file, exact. One that is not UTF-8 is refused, for saving it would change what nobody touched. */
export const textOf = (path: string, bytes: Buffer): Outcome<string> => {
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    const name = basename(path);
    // Not by `-o`: iconv empties the file before it has read it.
    const conversion = `iconv -f SHIFT_JIS -t UTF-8 ${name} > ${name}.utf8 && mv ${name}.utf8 ${name}`;
    return fail(
      labFailure('bad-input', {
        thing: path,
        message: { en: `${path} is not UTF-8 text.`, ja: `${path} は UTF-8 のテキストではありません。` },
        fix: {
          en: `Convert it, for example: ${conversion}. Or reset the assignment; a copy is kept.`,
          ja: `変換してください。例: ${conversion}。課題を最初に戻すこともできます(控えが残ります)。`,
        },
      }),
    );
  }
};

/** The bytes of a text that the learner typed; refused where they would not give the same text back, or are too many. */
export const bytesOf = (path: string, text: string): Outcome<Buffer> => {
  // Half of a surrogate pair has no UTF-8 form, and would silently become another character.
  if (/\p{Surrogate}/u.test(text)) {
    return fail(
      labFailure('bad-input', {
        thing: path,
        message: {
          en: `The text for ${path} holds half a character and cannot be written as UTF-8.`,
          ja: `${path} のテキストに壊れた文字があり、UTF-8 で書き込めません。`,
        },
        fix: { en: 'Delete that character.', ja: 'その文字を削除してください。' },
      }),
    );
  }
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= largestSourceBytes) return succeed(bytes);
  return fail(
    labFailure('bad-input', {
      thing: path,
      message: {
        en: `The text for ${path} has ${bytes.length} bytes, too large for a program.`,
        ja: `${path} のテキストは ${bytes.length} バイトあり、プログラムとしては大きすぎます。`,
      },
      fix: {
        en: `Keep it below ${largestSourceBytes} bytes; what is on the disk has not changed.`,
        ja: `${largestSourceBytes} バイト以下にしてください。ディスク上のファイルは変わっていません。`,
      },
    }),
  );
};
