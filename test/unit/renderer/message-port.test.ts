import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { isInDesktopWindow, messagePortDial } from '../../../renderer/connection/message-port.ts';

const origin = 'app://lab';

/** A page's window as far as dialing needs it, which hears what is posted to it. */
const pageWindow = () => {
  const listeners = new Set<(event: MessageEvent) => void>();
  const page = {
    location: { origin, reload: vi.fn() },
    addEventListener: (_type: 'message', listener: (event: MessageEvent) => void) => {
      listeners.add(listener);
    },
    removeEventListener: (_type: 'message', listener: (event: MessageEvent) => void) => {
      listeners.delete(listener);
    },
  };
  const hear = (event: Partial<MessageEvent>) => {
    const whole = { source: page, origin, data: 'xdp-lab:port', ports: [], ...event };
    for (const listener of [...listeners]) listener(whole as unknown as MessageEvent);
  };
  return { page, hear };
};

const ports = () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
  });
  return [port1, port2] as const;
};

describe('dialing in the desktop window', () => {
  test('only a page of the app is in that window', () => {
    expect(isInDesktopWindow({ protocol: 'app:' })).toBe(true);
    expect(isInDesktopWindow({ protocol: 'http:' })).toBe(false);
  });

  test('the port that is handed over becomes the channel', async () => {
    const { page, hear } = pageWindow();
    const [near, far] = ports();
    const dialing = messagePortDial(page)();
    hear({ ports: [far] });
    const channel = await dialing;
    const heard = new Promise((resolve) => {
      channel.onMessage(resolve);
    });
    near.postMessage('{"hello":1}');
    expect(await heard).toEqual({ hello: 1 });
  });

  test.each([
    ['another window', { source: null }],
    ['another origin', { origin: 'https://example.org' }],
    ['somebody who says something else', { data: 'port' }],
  ])('a port of %s is not taken', async (_whose, event) => {
    const { page, hear } = pageWindow();
    const [, theirs] = ports();
    const [near, ours] = ports();
    const dialing = messagePortDial(page)();
    hear({ ...event, ports: [theirs] });
    hear({ ports: [ours] });
    const channel = await dialing;
    const heard = new Promise((resolve) => {
      near.addEventListener('message', ({ data }) => {
        resolve(data);
      });
      near.start();
    });
    channel.send('ours');
    expect(await heard).toBe('"ours"');
  });

  test('a second port takes loading the page again', async () => {
    const { page, hear } = pageWindow();
    const dial = messagePortDial(page);
    const first = dial();
    hear({ ports: [ports()[1]] });
    await first;
    expect(page.location.reload).not.toHaveBeenCalled();
    void dial();
    expect(page.location.reload).toHaveBeenCalledOnce();
  });
});
