import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { contract } from '../../contract/index.ts';
import { serve } from '../../rpc/index.ts';
import { webSocketChannel } from '../../rpc/websocket.ts';
import type { Access } from './access.ts';
import { isAddressedToUs } from './addressed.ts';
import type { EngineRoom } from './engine-room.ts';
import { peerUser } from './peer-user.ts';
import { watchPeer } from './watch-peer.ts';

interface Options {
  readonly access: Access;
  readonly port: number;
  readonly engines: EngineRoom;
}

/** Where the page connects to. */
const rpcPath = '/rpc';
/** More than any message of ours: a file of 5 MB whose every character needs escaping is 30 MB of JSON. */
const maxPayload = 64 * 1024 * 1024;
/** How long a peer may take to say goodbye. */
const goodbyeMs = 500;
/** RFC 6455, section 7.4.1: the server is going down. */
const goingAway = 1001;

/** Answers requests for a WebSocket: those who are in speak the lab's contract with their profile's engine. */
export const createUpgradeListener = ({ access, port, engines }: Options) => {
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload });

  /** The profile of a browser that may come in, or the status that it is refused with. */
  const admit = (request: IncomingMessage): { profile: string } | { refusal: string } => {
    // Every browser says where the page is from that asks for a WebSocket.
    if (!isAddressedToUs(request, port) || request.headers.origin === undefined)
      return { refusal: '403 Forbidden' };
    const user = peerUser(request.socket);
    const visitor = user === undefined ? undefined : { user, cookies: request.headers.cookie };
    const profile = visitor && access.profile(visitor);
    if (profile === undefined) return { refusal: '401 Unauthorized' };
    return request.url === rpcPath ? { profile } : { refusal: '404 Not Found' };
  };

  return {
    listener: (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      const admitted = admit(request);
      if ('refusal' in admitted) {
        // A peer that hangs up before it has read the refusal is none of our business, but would end the process.
        socket.on('error', () => undefined);
        socket.end(`HTTP/1.1 ${admitted.refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        const { service, leave } = engines.enter(admitted.profile);
        watchPeer(webSocket);
        webSocket.once('close', leave);
        serve(contract, service, webSocketChannel(webSocket));
      });
    },
    /** Says goodbye to every page; those that do not answer are cut off. */
    close: (): void => {
      for (const webSocket of webSockets.clients) {
        webSocket.close(goingAway);
        const patience = setTimeout(() => {
          webSocket.terminate();
        }, goodbyeMs);
        webSocket.once('close', () => {
          clearTimeout(patience);
        });
      }
    },
  };
};
