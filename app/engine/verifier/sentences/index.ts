import type { RejectionClass, Text } from '../../../contract/index.ts';
import type { Facts } from '../facts.ts';
import * as memory from './memory.ts';
import * as packet from './packet.ts';
import * as program from './program.ts';

const sentences: Record<RejectionClass, (facts: Facts) => Text> = {
  'packet-bounds': packet.packetBounds,
  'stale-packet-pointer': packet.stalePacketPointer,
  'map-value-null': memory.mapValueNull,
  'map-value-bounds': memory.mapValueBounds,
  'uninitialised-register': memory.uninitialisedRegister,
  'uninitialised-stack': memory.uninitialisedStack,
  'stack-too-large': memory.stackTooLarge,
  misaligned: memory.misaligned,
  'read-only-write': memory.readOnlyWrite,
  'too-complex': program.tooComplex,
  'helper-not-allowed': program.helperNotAllowed,
  'return-code': program.returnCode,
  license: program.license,
  'unreleased-reference': program.unreleasedReference,
  'btf-missing': program.btfMissing,
  unknown: (facts) => (facts.scalar === undefined ? program.unknown() : packet.stalePacketPointer(facts)),
};

/** Japanese sets a space between its own letters and Latin ones; names come into a sentence from everywhere. */
const spaced = (text: string): string =>
  text
    .replace(/([\w\]}*]|\(\))([\u3041-\u30ff\u4e00-\u9fff])/g, '$1 $2')
    .replace(/([\u3041-\u30ff\u4e00-\u9fff])([\w*])/g, '$1 $2');

/** One plain sentence for a rejection, which names what the log tells of it. */
export const sentenceOf = (kind: RejectionClass, facts: Facts): Text => {
  const { en, ja } = sentences[kind](facts);
  return { en, ja: spaced(ja) };
};

/** What is said of a log in which nothing was rejected. */
export const acceptedSentence: Text = {
  en: 'The verifier accepts the program.',
  ja: '検証器はこのプログラムを受け入れました。',
};

/** What is said of a log that ends before it gives a reason. */
export const cutOffSentence: Text = {
  en: 'The log ends before the verifier gives its reason: a part of it is missing.',
  ja: '検証器が理由を述べる前にログが終わっています。一部が欠けています。',
};

/** What is said of a text in which nothing of a verifier was found. */
export const unrecognisedSentence: Text = {
  en: 'This is no verifier log that the lab knows; it is shown as it is.',
  ja: 'ラボの知っている検証器のログではありません。そのまま表示します。',
};
