interface Options {
  /** Where the page may connect to: its own origin, or nowhere. */
  readonly connect: "'self'" | "'none'";
}

const contentSecurityPolicy = ({ connect }: Options): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `connect-src ${connect}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Sent with every answer, a refusal too. There is no CORS header on purpose. */
export const protectiveHeaders = (options: Options): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(options),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});
