import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes as 43 characters that need no escaping in an address or a cookie. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two texts are the same, in a time that tells nothing of either: digests of one length are compared. */
export const sameSecret = (given: string, right: string): boolean =>
  timingSafeEqual(digest(given), digest(right));

/** The seal of a text under a key: HMAC-SHA-256 (RFC 2104), base64url. */
export const seal = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');
