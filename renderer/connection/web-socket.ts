import type { Channel } from '../../app/rpc/index.ts';
import { webSocketChannel } from '../../app/rpc/websocket.ts';

/** Where the host that served a page answers it: `/rpc` beside the page, over the same kind of connection. */
export const rpcAddress = ({ href }: { readonly href: string }): string => {
  const address = new URL('/rpc', href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
};

/** Opens a WebSocket; undefined where nobody answers. */
export const dialWebSocket = (address: string): Promise<Channel | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(address);
    const channel = webSocketChannel(socket);
    socket.addEventListener('open', () => {
      resolve(channel);
    });
    socket.addEventListener('close', () => {
      resolve(undefined);
    });
  });

/** Whether the server at an address still knows this browser: one that was started anew answers 401. */
export const isWelcome = async (address: string): Promise<boolean> => {
  const response = await fetch(address).catch((error: unknown) => {
    // Nobody answers: that says nothing of who would be let in.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  return response?.status !== 401;
};
