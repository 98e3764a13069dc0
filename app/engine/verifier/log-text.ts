import { open } from 'node:fs/promises';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { createLogReader, type VerifierLog } from './log/read-log.ts';

/** So much of a text is looked at to tell a log from bytes that are none. */
const sampleCharacters = 64 * 1024;

/** More characters than one in so many that no text has make it no text; a single NUL does not. */
const oneIn = 20;

const notText = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g;

const refusal = (named: string, text: string): Outcome<undefined> => {
  const sample = text.slice(0, sampleCharacters);
  const strange = sample.match(notText)?.length ?? 0;
  if (sample.trim() === '' && strange === 0) {
    return fail(
      labFailure('bad-input', {
        thing: named,
        message: { en: `${named} is empty.`, ja: `${named} は空です。` },
        fix: fillIt,
      }),
    );
  }
  if (strange * oneIn <= sample.length) return succeed(undefined);
  return fail(
    labFailure('bad-input', {
      thing: named,
      message: {
        en: `${named} holds bytes that are no text, so it is neither a log nor a BPF object.`,
        ja: `${named} はテキストではなく、ログでも BPF オブジェクトでもありません。`,
      },
      fix: fillIt,
    }),
  );
};

const fillIt = {
  en: 'Give a C file, an object, or what bpftool prog load printed.',
  ja: 'C ファイル、オブジェクト、または bpftool prog load の出力を渡してください。',
};

/** Reads a log that is at hand as a whole. */
export const readLogText = (named: string, text: string): Outcome<VerifierLog> => {
  const refused = refusal(named, text);
  if (!refused.ok) return refused;
  const reader = createLogReader();
  reader.push(text);
  return succeed(reader.end());
};

/** Reads a log file piece by piece, however long it is. */
export const readLogFile = async (path: string, signal: AbortSignal): Promise<Outcome<VerifierLog>> => {
  const file = await open(path);
  const reader = createLogReader();
  let begun = false;
  try {
    for await (const piece of file.createReadStream({
      encoding: 'utf8',
      highWaterMark: 256 * 1024,
      signal,
    })) {
      const text = String(piece);
      const refused = begun ? succeed(undefined) : refusal(path, text);
      if (!refused.ok) return refused;
      begun = true;
      reader.push(text);
    }
  } catch (error) {
    if (signal.aborted) return fail(labFailure('cancelled', { thing: path }));
    throw error;
  } finally {
    await file.close().catch(() => undefined);
  }
  return begun ? succeed(reader.end()) : readLogText(path, '');
};
