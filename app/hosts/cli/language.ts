import type { Language, Text } from '../../contract/index.ts';

/**
 * The language to speak: `--lang` wherever it stands before `--`, else the locale (LC_ALL, LC_MESSAGES, LANG in this
 * order, as in setlocale(3)). Read before the options are parsed, so that help and usage errors speak it too.
 */
export const chooseLanguage = (args: readonly string[], environment: NodeJS.ProcessEnv): Language => {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const at = own.findLastIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const asked = own[at] === '--lang' ? own[at + 1] : own[at]?.slice('--lang='.length);
  if (asked === 'en' || asked === 'ja') return asked;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^ja/i.test(locale) ? 'ja' : 'en';
};

/** A JSON value in which every {@link Text} has become the sentence of one language. */
export const inLanguage = (value: unknown, language: Language): unknown => {
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, language));
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return value[language];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inLanguage(item, language)]));
};

const isText = (value: object): value is Text => {
  const keys = Object.keys(value);
  return keys.length === 2 && 'en' in value && 'ja' in value;
};
