import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import { memoryChannelPair, serve } from '../../app/rpc/index.ts';
import type { Channel } from '../../app/rpc/index.ts';
import { messagePortChannel } from '../../app/rpc/message-port.ts';
import { streamChannel } from '../../app/rpc/stream.ts';
import { webSocketChannel } from '../../app/rpc/websocket.ts';
import { bundle } from './fixture/bundle.ts';
import { contract, createService } from './fixture/contract.ts';

/** A running fixture service and the ways to reach it. */
export interface Server {
  /** A new connection to it. */
  readonly open: () => Promise<Channel>;
  /** Sends what is no message of ours; resolves once the other side has hung up on it. */
  readonly garble: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** One transport; `shared` where all connections reach one and the same service. */
export interface Transport {
  readonly name: string;
  readonly shared: boolean;
  readonly start: () => Promise<Server>;
}

const closing = (channel: Channel): Promise<void> =>
  new Promise((resolve) => {
    channel.onClose(() => {
      resolve();
    });
  });

const inProcess = (pair: () => [Channel, Channel]): Promise<Server> => {
  const service = createService();
  const open = () => {
    const [near, far] = pair();
    serve(contract, service, far);
    return Promise.resolve(near);
  };
  return Promise.resolve({
    open,
    garble: async () => {
      const channel = await open();
      channel.send('hello?');
      await closing(channel);
    },
    stop: () => Promise.resolve(),
  });
};

const portPair = (): [Channel, Channel] => {
  const { port1, port2 } = new MessageChannel();
  return [messagePortChannel(port1), messagePortChannel(port2)];
};

const stdio = async (): Promise<Server> => {
  const { files, remove } = await bundle([join(import.meta.dirname, 'fixture/stdio-server.ts')]);
  const exits: Promise<unknown>[] = [];
  const start = () => {
    const child = spawn(process.execPath, files, { stdio: ['pipe', 'pipe', 'inherit'] });
    exits.push(once(child, 'exit'));
    return child;
  };
  return {
    open: () => {
      const child = start();
      return Promise.resolve(streamChannel(child.stdout, child.stdin));
    },
    garble: async () => {
      const child = start();
      child.stdin.write('\u0000\u0001 this is not for you\n');
      await once(child, 'exit');
    },
    // Every child ends by itself once its channel is closed; one that does not makes the test time out.
    stop: async () => {
      await Promise.all(exits);
      remove();
    },
  };
};

const unixSocket = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-socket-'));
  const path = join(folder, 'lab.sock');
  const service = createService();
  const server = createServer((socket) => {
    serve(contract, service, streamChannel(socket, socket));
  });
  await once(server.listen(path), 'listening');
  return {
    open: () => {
      const socket = createConnection(path);
      return Promise.resolve(streamChannel(socket, socket));
    },
    garble: async () => {
      const socket = createConnection(path);
      socket.write('GET / HTTP/1.1\r\nHost: lab\r\n');
      await once(socket.resume(), 'end');
    },
    stop: async () => {
      await once(server.close(), 'close');
      rmSync(folder, { recursive: true });
    },
  };
};

const webSocket = async (): Promise<Server> => {
  const service = createService();
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => {
    serve(contract, service, webSocketChannel(socket));
  });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    open: () => Promise.resolve(webSocketChannel(new WebSocket(url))),
    garble: async () => {
      const socket = new WebSocket(url);
      await once(socket, 'open');
      socket.send(Buffer.from([0, 1, 2]));
      await once(socket, 'close');
    },
    stop: async () => {
      await promisify(server.close.bind(server))();
    },
  };
};

/** Every way a channel can be made. */
export const transports: readonly Transport[] = [
  { name: 'memory', shared: true, start: () => inProcess(memoryChannelPair) },
  { name: 'a MessagePort', shared: true, start: () => inProcess(portPair) },
  { name: "a child's stdio", shared: false, start: stdio },
  { name: 'a Unix socket', shared: true, start: unixSocket },
  { name: 'a WebSocket', shared: true, start: webSocket },
];
