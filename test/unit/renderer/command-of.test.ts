import { expect, test } from 'vitest';
import { installing } from '../../../app/engine/doctor/cure.ts';
import { commandOf } from '../../../renderer/doctor/command-of.ts';

test('of a cure that ends with a command line only that is copied, in both languages', () => {
  const cure = installing(['clang'], { name: 'Debian', family: 'debian', tried: true });
  for (const sentence of [cure.en, cure.ja])
    expect(commandOf(sentence)).toMatch(/^sudo apt-get install -y --no-install-recommends .*clang/);
  expect(commandOf('Load the module.')).toBe('Load the module.');
});
