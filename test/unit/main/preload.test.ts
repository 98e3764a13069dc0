import { expect, test, vi } from 'vitest';
import { forwardPort } from '../../../main/preload/forward-port.ts';

const surroundings = () => {
  let give: (event: { ports: readonly string[] }) => void = () => undefined;
  let loaded: () => void = () => undefined;
  const send = vi.fn<(channel: string) => void>();
  const postMessage = vi.fn<(message: unknown, origin: string, transfer: string[]) => void>();
  const once = (_channel: string, listener: typeof give) => {
    give = listener;
  };
  const addEventListener = (_type: 'load', listener: () => void) => {
    loaded = listener;
  };
  forwardPort<string>({ send, once }, { location: { origin: 'app://lab' }, addEventListener, postMessage });
  return {
    send,
    postMessage,
    give: (port: string) => {
      give({ ports: [port] });
    },
    load: () => {
      loaded();
    },
  };
};

test('main is asked for a port only when the page listens', () => {
  const { send, load } = surroundings();
  expect(send).not.toHaveBeenCalled();
  load();
  expect(send.mock.calls).toEqual([['lab:port']]);
});

test('the page gets the port and nothing else, and no other origin does', () => {
  const { postMessage, load, give } = surroundings();
  load();
  give('the port');
  expect(postMessage.mock.calls).toEqual([['xdp-lab:port', 'app://lab', ['the port']]]);
});
