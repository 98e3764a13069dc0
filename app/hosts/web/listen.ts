import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, labFailure, succeed, type Outcome, type Text } from '../../contract/index.ts';
import { loopback } from './addressed.ts';

const elsewhere: Text = {
  en: 'Choose another with --port; --port 0 takes any free one.',
  ja: '--port で別の番号を指定してください。--port 0 なら空いている番号を使います。',
};

/** Listens on 127.0.0.1 and gives the port; 0 takes any. Fails where the port is in use, or only root's. */
export const listen = (server: Server, port: number): Promise<Outcome<number>> =>
  new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      const message = error.code === undefined ? undefined : refusals[error.code]?.(port);
      if (!message) reject(error);
      else
        resolve(
          fail(labFailure('busy', { thing: `${port}`, message, fix: elsewhere, detail: error.message })),
        );
    };
    server.once('error', onError);
    server.listen({ host: loopback, port, exclusive: true }, () => {
      server.off('error', onError);
      resolve(succeed((server.address() as AddressInfo).port));
    });
  });

const refusals: Readonly<Record<string, (port: number) => Text>> = {
  EADDRINUSE: (port) => ({
    en: `Port ${port} is in use by another program.`,
    ja: `ポート ${port} は別のプログラムが使っています。`,
  }),
  EACCES: (port) => ({
    en: `Port ${port} may be used by root only.`,
    ja: `ポート ${port} は管理者だけが使えます。`,
  }),
};
