/**
 * The SHA-256 (hex) of a text as UTF-8, by which the lab knows the text that was changed; undefined where the page came from no
 * secure origin, and the browser has no hashes.
 */
export const hashOf = async (text: string): Promise<string | undefined> => {
  // The types know of secure origins only.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  const hash = await subtle?.digest('SHA-256', new TextEncoder().encode(text));
  return hash && Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
};
