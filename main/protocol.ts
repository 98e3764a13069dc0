import { protocol, type Session } from 'electron';
import { protectiveHeaders } from '../app/hosts/page/headers.ts';
import { openPageFile } from '../app/hosts/page/page-file.ts';
import { isOfPage, pageScheme } from './page-address.ts';

/** Makes `app:` a scheme with an origin of its own, to which a secure page's rules apply. Only before Electron is ready. */
export const registerPageScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
};

/** The page speaks over a port only, so that it may not connect to anything. */
const headers = protectiveHeaders({ connect: "'none'" });

const refusal = (status: number): Response => new Response(null, { status, headers });

/** The answer to one request for a file of the page below `folder`. What is no file there does not exist. */
export const answerPage = async (
  folder: string,
  { method, url }: Pick<Request, 'method' | 'url'>,
): Promise<Response> => {
  if (!isOfPage(url)) return refusal(403);
  if (method !== 'GET') return refusal(405);
  const { pathname } = new URL(url);
  const file = await openPageFile(folder, pathname === '/' ? '/index.html' : pathname);
  if (!file) return refusal(404);
  try {
    return new Response(await file.handle.readFile(), {
      headers: { ...headers, 'content-type': file.contentType },
    });
  } finally {
    await file.handle.close();
  }
};

/** Serves the built page in `folder` as `app://lab/`. */
export const servePage = (session: Session, folder: string): void => {
  session.protocol.handle(pageScheme, (request) => answerPage(folder, request));
};
