import type { IncomingMessage } from 'node:http';

/** Where the server listens, and the only names it answers to besides `localhost`. */
export const loopback = '127.0.0.1';

const httpPort = 80;

/**
 * Whether a request means this server: one `Host`, a loopback name with our port, and no `Origin` but our own. A page whose
 * name was made to resolve to 127.0.0.1 (DNS rebinding) still sends its own name.
 */
export const isAddressedToUs = ({ headersDistinct }: IncomingMessage, port: number): boolean => {
  const [host, ...furtherHosts] = headersDistinct.host ?? [];
  const hosts = [loopback, 'localhost'].flatMap((name) =>
    port === httpPort ? [name, `${name}:${port}`] : [`${name}:${port}`],
  );
  if (host === undefined || furtherHosts.length > 0 || !hosts.includes(host)) return false;
  return (headersDistinct.origin ?? []).every((origin) => origin === `http://${host}`);
};
