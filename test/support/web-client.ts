import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { contract, labFailure, type LabContract } from '../../app/contract/index.ts';
import { connect, type Client } from '../../app/rpc/index.ts';
import { webSocketChannel } from '../../app/rpc/websocket.ts';

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request to 127.0.0.1 with the path as it stands, and reads the answer. */
export const ask = async (
  port: number,
  path: string,
  { method = 'GET', headers = {} }: Sent = {},
): Promise<Answer> => {
  const sending = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
  const arriving = once(sending, 'response');
  sending.end();
  const [response] = (await arriving) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
};

/** Shows the token as a browser does that opens the address, and gives the cookie it gets for it. */
export const enter = async (port: number, token: string): Promise<string> => {
  const { status, headers } = await ask(port, `/?token=${token}`);
  const [cookie] = headers['set-cookie'] ?? [];
  if (status !== 303 || cookie === undefined) throw new Error(`the token was answered with ${status}`);
  return cookie.slice(0, cookie.indexOf(';'));
};

/** A WebSocket as a page of this server would open it; `headers` differ where a test wants them to. */
export const openSocket = (
  port: number,
  headers: Readonly<Record<string, string>>,
  path = '/rpc',
  options: { readonly autoPong?: boolean } = {},
): WebSocket =>
  new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    headers: { Origin: `http://127.0.0.1:${port}`, ...headers },
    ...options,
  });

/** The status that a request for a WebSocket is answered with: 101 where it is opened. */
export const upgradeStatus = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (sent, { statusCode }) => {
      sent.destroy();
      resolve(statusCode ?? 0);
    });
  });

/** A client of the lab over a WebSocket. */
export const openLab = (port: number, cookie: string): { client: Client<LabContract>; socket: WebSocket } => {
  const socket = openSocket(port, { Cookie: cookie });
  const gone = labFailure('cancelled', { thing: 'the connection' });
  return { client: connect(contract, webSocketChannel(socket), { gone }), socket };
};
