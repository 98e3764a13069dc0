import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Access } from './access.ts';
import { isAddressedToUs } from './addressed.ts';
import { protectiveHeaders } from '../page/headers.ts';
import { openPageFile, type PageFile } from '../page/page-file.ts';
import { peerUser } from './peer-user.ts';

interface Options {
  readonly access: Access;
  readonly port: number;
  /** The built page: `index.html` and what it needs. */
  readonly pageFolder: string;
  /** The folder with `not-built.html`, shown in its place until it is built. */
  readonly substituteFolder: string;
}

const headers = protectiveHeaders({ connect: "'self'" });

const unknownVisitor =
  'Open the address that xdp-lab serve printed.\nxdp-lab serve が表示したアドレスを開いてください。\n';

/** Answers requests over HTTP: lets a learner in, and gives the page to those who are in. */
export const createRequestListener = ({ access, port, pageFolder, substituteFolder }: Options) => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    if (!isAddressedToUs(request, port)) {
      refuse(response, 403);
      return;
    }

    const [path = '', search = ''] = (request.url ?? '').split('?', 2);
    const query = new URLSearchParams(search);
    const user = peerUser(request.socket);
    if (user === undefined) {
      refuse(response, 401, unknownVisitor);
      return;
    }
    const visitor = { user, cookies: request.headers.cookie };
    if (path === '/' && request.method === 'GET' && (query.has('token') || query.has('ticket'))) {
      const cookie = access.exchange(query, visitor);
      if (cookie === undefined) {
        refuse(response, 401, unknownVisitor);
        return;
      }
      response.writeHead(303, { 'set-cookie': cookie, location: '/' }).end();
      return;
    }
    if (access.profile(visitor) === undefined) {
      refuse(response, 401, unknownVisitor);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      refuse(response, 405);
      return;
    }
    await sendPage(path, request, response);
  };

  const sendPage = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const file = await openPageFile(pageFolder, path === '/' ? '/index.html' : path);
    if (file) return send(file, 200, request, response);
    const substitute = path === '/' ? await openPageFile(substituteFolder, '/not-built.html') : undefined;
    if (substitute) return send(substitute, 503, request, response);
    refuse(response, 404);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    // A body is never wanted; unread, it would keep the connection from being used again.
    request.resume();
    answer(request, response).catch((error: unknown) => {
      // A reader that has gone needs no answer; anything else is a bug, and told as one.
      if (response.destroyed) return;
      response.destroy();
      queueMicrotask(() => {
        throw error;
      });
    });
  };
};

const refuse = (response: ServerResponse, status: number, sentence = ''): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(sentence);
};

const send = async (file: PageFile, status: number, request: IncomingMessage, response: ServerResponse) => {
  const { handle, lengthBytes, contentType, isHashed } = file;
  if (isHashed) response.setHeader('cache-control', 'private, max-age=31536000, immutable');
  response.writeHead(status, { 'content-type': contentType, 'content-length': lengthBytes });
  if (request.method === 'HEAD') {
    response.end();
    await handle.close();
  } else if (lengthBytes === 0) {
    response.end();
    await handle.close();
  } else {
    // `end` keeps to the length that was announced, should the file grow meanwhile.
    await pipeline(handle.createReadStream({ end: lengthBytes - 1 }), response);
  }
};
