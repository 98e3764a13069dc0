import { labFailure, type LabFailure } from '../contract/index.ts';

/** As the contract promises of `host.open`: more than any capture that somebody looks at by hand. */
const largestOpenedBytes = 64 * 1024 * 1024;

/** The failure of opening a file that is too large; undefined for one that is not. `name` is what the learner reads. */
export const tooLargeToOpen = (name: string, lengthBytes: number): LabFailure | undefined =>
  lengthBytes <= largestOpenedBytes
    ? undefined
    : labFailure('bad-input', {
        thing: name,
        message: {
          en: `${name} has ${lengthBytes} bytes, and 64 MB is the most that can be opened.`,
          ja: `${name} は ${lengthBytes} バイトあり、開ける大きさ(64 MB)を超えています。`,
        },
        fix: { en: 'Choose a smaller file.', ja: 'もっと小さいファイルを選んでください。' },
      });
