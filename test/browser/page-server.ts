import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative } from 'node:path';
import { WebSocketServer } from 'ws';
import { contract } from '../../app/contract/index.ts';
import type { LabContract, Service } from '../../app/contract/index.ts';
import { serve } from '../../app/rpc/index.ts';
import { webSocketChannel } from '../../app/rpc/websocket.ts';

const built = join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const types: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Every file by its address, as it was when the tests began: the page may be built anew while they run. */
const readPage = (): ReadonlyMap<string, Buffer> => {
  const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`/${relative(built, path)}`, readFileSync(path)];
    }),
  );
};
const page = readPage();

/** As strict as a host may be: no scripts but the page's own, no other places to talk to. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

/** Serves the built page and a lab behind it on a free port of 127.0.0.1. `cut` breaks all connections. */
export const servePage = async (service: Service<LabContract>) => {
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : new URL(url, 'http://page').pathname;
    const file = page.get(path);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(file);
  });
  const sockets = new WebSocketServer({ server, path: '/rpc' });
  sockets.on('connection', (socket) => {
    serve(contract, service, webSocketChannel(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets.clients) socket.terminate();
  };
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
};
