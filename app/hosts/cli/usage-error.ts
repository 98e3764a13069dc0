import type { Command, CommanderError } from 'commander';
import type { LabFailure, Text } from '../../contract/index.ts';
import { labFailure } from '../../contract/lab-failure.ts';

/** What was wrong with a command line, as the failure a learner reads; the way out is that command's own help. */
export const usageFailure = (error: CommanderError, command: Command): LabFailure =>
  badUsage(sentence(error), commandPath(command));

/** A command line that cannot be used, for a reason the option parser does not know. */
export const badUsage = (message: Text, path: string, way?: Text): LabFailure =>
  labFailure('bad-input', {
    thing: path,
    message,
    fix: way ?? { en: `See: ${path} --help`, ja: `使い方: ${path} --help` },
  });

/** `xdp-lab env up`: the words that lead to a command. */
const commandPath = (command: Command): string =>
  (command.parent ? `${commandPath(command.parent)} ` : '') + command.name();

const sentence = ({ code, message }: CommanderError): Text => {
  const plain = message.replace(/^error: /, '').split('\n')[0] ?? '';
  const [first = '', second = ''] = [...plain.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted);
  const meant = /Did you mean (?:one of )?([^?]*)\?/.exec(message)?.[1];
  const suggestion = {
    en: meant ? ` Did you mean ${meant}?` : '',
    ja: meant ? ` ${meant} のことですか。` : '',
  };
  switch (code) {
    case 'commander.unknownOption':
      return {
        en: `There is no option ${first}.${suggestion.en}`,
        ja: `オプション ${first} はありません。${suggestion.ja}`,
      };
    case 'commander.unknownCommand':
      return {
        en: `There is no command ${first}.${suggestion.en}`,
        ja: `コマンド ${first} はありません。${suggestion.ja}`,
      };
    case 'commander.missingArgument':
      return { en: `${first} is missing.`, ja: `${first} を指定してください。` };
    case 'commander.optionMissingArgument':
      return { en: `${first} needs a value.`, ja: `${first} には値が必要です。` };
    case 'commander.missingMandatoryOptionValue':
      return { en: `${first} is missing.`, ja: `${first} を指定してください。` };
    case 'commander.conflictingOption':
      return {
        en: `${first} and ${second} cannot stand together.`,
        ja: `${first} と ${second} は同時に指定できません。`,
      };
    case 'commander.excessArguments': {
      return { en: 'There are too many arguments.', ja: '引数が多すぎます。' };
    }
    case 'commander.invalidArgument': {
      const allowed = /Allowed choices are (.*)\.$/.exec(plain)?.[1] ?? '';
      return {
        en: `${second} is no value of ${first}; it may be ${allowed}.`,
        ja: `${first} に ${second} は指定できません。使えるのは ${allowed} です。`,
      };
    }
    default:
      return { en: plain, ja: plain };
  }
};
