import { readFile } from 'node:fs/promises';
import { WebSocket } from 'ws';
import { contract, labFailure } from '../../app/contract/index.ts';
import { connect } from '../../app/rpc/index.ts';
import { webSocketChannel } from '../../app/rpc/websocket.ts';
import { BenchError, valueOf } from '../lab.ts';
import { timed } from '../timed.ts';
import { measured, type ServedLab } from './served-lab.ts';

/** Saving and checking over the page's own kind of connection, with no page: what is left of a save is the page's share. */
export interface SaveByCall {
  /** Milliseconds until the report is there. */
  readonly measure: () => Promise<number>;
  readonly close: () => void;
}

/** Connects as a browser does that opens the address. */
export const openSaveByCall = async ({ url, source }: ServedLab): Promise<SaveByCall> => {
  const { headers } = await fetch(url, { redirect: 'manual' });
  const [cookie] = headers.getSetCookie();
  if (cookie === undefined) throw new BenchError('xdp-lab serve let nobody in.');
  const { origin, host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/rpc`, {
    headers: { Origin: origin, Cookie: cookie.slice(0, cookie.indexOf(';')) },
  });
  const gone = labFailure('cancelled', { thing: 'the connection' });
  const client = connect(contract, webSocketChannel(socket), { gone });
  const { lesson, assignment, file: path } = measured;
  const key = { lesson, assignment };
  const code = await readFile(source, 'utf8');
  let saves = 0;
  return {
    measure: () => {
      saves += 1;
      const text = `${code}\n/* save ${saves} */\n`;
      return timed(async () => {
        valueOf(await client.call('workspace.save', { ...key, path, text }));
        valueOf(await client.call('check.run', { ...key, source: { kind: 'workspace' }, only: 'vectors' }));
      });
    },
    close: () => {
      client.close();
    },
  };
};
