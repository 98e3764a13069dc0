import * as v from 'valibot';

/**
 * Bytes on their way through JSON: base64 (RFC 4648, section 4) with its padding. Not valibot's own `base64()`: its
 * expression overflows the stack on 8 MB.
 */
export const Base64 = v.pipe(
  v.string(),
  v.check((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text), 'base64 is expected'),
);
