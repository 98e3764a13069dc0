import * as crypto from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { randomSecret, sameSecret, seal } from '../../../../app/hosts/web/secret.ts';

vi.mock('node:crypto', { spy: true });

it('compares secrets only as digests of one length, whatever was given', () => {
  const right = randomSecret();
  const given = ['', 'a', right, `${right}a`, right.slice(1), 'é'.repeat(10_000), '\0'];
  expect(given.filter((text) => sameSecret(text, right))).toEqual([right]);
  const compared = vi.mocked(crypto.timingSafeEqual).mock.calls;
  expect(compared).toHaveLength(given.length);
  expect(new Set(compared.flat().map(({ byteLength }) => byteLength))).toEqual(new Set([32]));
});

it('makes secrets of 32 bytes, each another', () => {
  const made = Array.from({ length: 100 }, randomSecret);
  expect(new Set(made).size).toBe(100);
  expect(made.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
});

it('seals with HMAC-SHA-256, as RFC 4231 (test case 2) has it', () => {
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(Buffer.from(seal('Jefe', 'what do ya want for nothing?'), 'base64url').toString('hex')).toBe(
    expected,
  );
});
