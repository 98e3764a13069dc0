import { expect, test } from 'vitest';
import { readStartOptions } from '../../../app/setup/start-options.mjs';

test.each([
  [[], { host: null, serve: [] }],
  [['--web'], { host: 'web', serve: [] }],
  [['--web', '--open', '--port', '8000'], { host: 'web', serve: ['--open', '--port', '8000'] }],
  [['--open'], { host: null, serve: ['--open'] }],
  [['--desktop'], { host: 'desktop', serve: [] }],
  [['--try'], { host: 'try', serve: [] }],
  [['-h', '--desktop'], { host: 'help', serve: [] }],
])('%j is understood', (args, options) => {
  expect(readStartOptions(args)).toEqual(options);
});

test.each([
  [['--web', '--desktop'], '--web and --desktop exclude each other.'],
  [['--desktop', '--port', '1'], '--port is for the lab in a browser: --desktop has none.'],
  [['--window'], /--window/],
  [['serve'], /serve/],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => readStartOptions(args)).toThrow(sentence);
});
