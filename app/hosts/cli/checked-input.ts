import type { LabFailure, Outcome, Text } from '../../contract/index.ts';
import { labFailure } from '../../contract/lab-failure.ts';

/** An environment's name as the learner typed it, or the sentence that says what a name may be. */
export const checkedName = async (name: string): Promise<Outcome<string>> => {
  const [{ EnvironmentName }, { is }] = await Promise.all([
    import('../../contract/index.ts'),
    import('valibot'),
  ]);
  if (is(EnvironmentName, name)) return { ok: true, value: name };
  return refused(
    name,
    {
      en: `${shown(name)} cannot be an environment's name: a name begins with a small letter, goes on with small letters, digits and dashes, and has at most 15 characters, as Linux allows for an interface.`,
      ja: `${shown(name)} は環境の名前にできません。名前は英小文字で始まり、英小文字・数字・ハイフンだけからなり、Linux のインターフェース名と同じく 15 文字までです。`,
    },
    { en: 'Choose a name like veth-lab.', ja: 'veth-lab のような名前を選んでください。' },
  );
};

/** An environment's number, read from its text. */
export const checkedNumber = async (text: string): Promise<Outcome<number>> => {
  const [{ EnvironmentNumber }, { is }] = await Promise.all([
    import('../../contract/index.ts'),
    import('valibot'),
  ]);
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (is(EnvironmentNumber, number)) return { ok: true, value: number };
  return refused(
    text,
    {
      en: `${shown(text)} cannot be an environment's number: it stands in the addresses and goes from 1 to 255.`,
      ja: `${shown(text)} は環境の番号にできません。アドレスに入る 1〜255 の数です。`,
    },
    { en: 'Leave --number out to get 1.', ja: '--number を省くと 1 になります。' },
  );
};

/** A count of one or more, with the option it came from named in the sentence. */
export const checkedCount = (option: string, text: string): Outcome<number> => {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1) return { ok: true, value: count };
  return refused(
    text,
    {
      en: `${option} needs a whole number from 1 on, not ${shown(text)}.`,
      ja: `${option} には 1 以上の整数が必要です(${shown(text)} は使えません)。`,
    },
    { en: `For example: ${option} 20`, ja: `例: ${option} 20` },
  );
};

/** A TCP port; 0 stands for any that is free. */
export const checkedPort = (text: string): Outcome<number> => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return { ok: true, value: port };
  return refused(
    text,
    {
      en: `${shown(text)} cannot be a port: it is a number from 0 to 65535, and 0 takes any free one.`,
      ja: `${shown(text)} はポートにできません。0〜65535 の数で、0 なら空いている番号を使います。`,
    },
    { en: 'For example: --port 8080', ja: '例: --port 8080' },
  );
};

/** A C function's name. */
export const checkedProgram = async (name: string): Promise<Outcome<string>> => {
  const [{ ProgramName }, { is }] = await Promise.all([import('../../contract/index.ts'), import('valibot')]);
  if (is(ProgramName, name)) return { ok: true, value: name };
  return refused(
    name,
    {
      en: `${shown(name)} cannot be a program's name: it is the name of a C function, with at most 64 characters.`,
      ja: `${shown(name)} はプログラムの名前にできません。64 文字までの C の関数名を指定してください。`,
    },
    { en: 'For example: --program xdp_parser_func', ja: '例: --program xdp_parser_func' },
  );
};

/** `packet01-parsing/vlan` as lesson and assignment. */
export const splitAssignment = (text: string): Outcome<{ lesson: string; assignment: string }> => {
  const [lesson = '', assignment = '', ...more] = text.split('/');
  if (lesson !== '' && assignment !== '' && more.length === 0)
    return { ok: true, value: { lesson, assignment } };
  return refused(
    text,
    {
      en: `${shown(text)} names no assignment: write LESSON/ASSIGNMENT, as in packet01-parsing/vlan.`,
      ja: `${shown(text)} は課題の名前ではありません。packet01-parsing/vlan のように LESSON/ASSIGNMENT と書いてください。`,
    },
    { en: 'See what there is: xdp-lab lessons', ja: '一覧: xdp-lab lessons' },
  );
};

const refused = (thing: string, message: Text, fix: Text): { ok: false; failure: LabFailure } => ({
  ok: false,
  failure: labFailure('bad-input', { thing, message, fix }),
});

/** What was typed, safe to print: no control characters, and not longer than a line. */
const shown = (text: string): string => {
  const printable = text.replace(/\p{Control}/gu, '?');
  return printable === '' ? '""' : printable.length > 60 ? `${printable.slice(0, 60)}…` : printable;
};
