import { randomBytes } from 'node:crypto';
import { randomSecret, sameSecret, seal } from './secret.ts';

/** Who is at the other end of a request: the user whose socket it is, and the cookies that came along. */
export interface Visitor {
  /** A user id. */
  readonly user: number;
  readonly cookies: string | undefined;
}

/** Who may come in. Nothing of it outlives the server: another start knows no old token and no old cookie. */
export interface Access {
  /** Opens the door as often as it is shown, to whoever shows it. */
  readonly token: string;
  /** Opens it once, and only to the learner: for a command line, which every user of the machine can read. */
  readonly ticket: string;
  /** The `Set-Cookie` that a right token or ticket is exchanged for; undefined for a wrong one. */
  readonly exchange: (query: URLSearchParams, visitor: Visitor) => string | undefined;
  /** The browser profile that a cookie of ours names; undefined where there is none. */
  readonly profile: (visitor: Visitor) => string | undefined;
}

interface Options {
  /** In the cookie's name, since a browser sends one host's cookies to all its ports. */
  readonly port: number;
  /** The user ids that are the learner's. */
  readonly learners: readonly number[];
}

/**
 * Makes the token, and cookies of the form `profile.seal`. The seal also covers the user, so that a cookie which reached
 * another user's server on another port of this host is worth nothing there.
 */
export const createAccess = ({ port, learners }: Options): Access => {
  const token = randomSecret();
  const ticket = randomSecret();
  const key = randomSecret();
  const cookieName = `xdp-lab-${port}`;
  let ticketIsSpent = false;

  const sealOf = (profile: string, user: number): string => seal(key, `${profile} ${user}`);

  const profile = ({ user, cookies = '' }: Visitor): string | undefined => {
    for (const cookie of cookies.split(';')) {
      const [name = '', value = ''] = cookie.trim().split('=');
      const [named = '', sealed = ''] = value.split('.');
      if (name === cookieName && sameSecret(sealed, sealOf(named, user))) return named;
    }
    return undefined;
  };

  const takeTicket = (given: string, user: number): boolean => {
    if (ticketIsSpent || !learners.includes(user) || !sameSecret(given, ticket)) return false;
    ticketIsSpent = true;
    return true;
  };

  return {
    token,
    ticket,
    profile,
    exchange: (query, visitor) => {
      const right = query.has('token')
        ? sameSecret(query.get('token') ?? '', token)
        : takeTicket(query.get('ticket') ?? '', visitor.user);
      if (!right) return undefined;
      const named = profile(visitor) ?? randomBytes(16).toString('base64url');
      return `${cookieName}=${named}.${sealOf(named, visitor.user)}; Path=/; HttpOnly; SameSite=Strict`;
    },
  };
};
