import { contract } from '../../../app/contract/index.ts';
import type { Handlers, LabContract } from '../../../app/contract/index.ts';
import { memoryChannelPair, serve } from '../../../app/rpc/index.ts';
import type { Channel } from '../../../app/rpc/index.ts';
import { Link } from '../../../renderer/connection/link.svelte.ts';
import { Failures } from '../../../renderer/state/failures.svelte.ts';
import { Terminals } from '../../../renderer/state/terminals.svelte.ts';
import type { MakeScreen, ScreenEvents, TerminalScreen } from '../../../renderer/terminal/terminal-screen.ts';
import { labDouble } from './double.ts';

/** A screen that remembers what it was given, and has taken in nothing until it is told to. */
const paperScreen = (events: ScreenEvents) => {
  const drawn: string[] = [];
  const waiting: (() => void)[] = [];
  const screen: TerminalScreen = {
    write: (text, done) => {
      drawn.push(text);
      waiting.push(done);
    },
    replay: (text) => {
      drawn.splice(0, drawn.length, text);
    },
    show: () => () => undefined,
    look: () => undefined,
    lastLink: () => undefined,
    focus: () => undefined,
    dispose: () => {
      drawn.push('disposed');
    },
  };
  return {
    screen,
    ...events,
    text: () => drawn.join(''),
    takeIn: () => {
      for (const done of waiting.splice(0)) done();
    },
  };
};

/** The terminals of a page whose screens are paper, before a double of the lab. `cut` breaks the connection. */
export const openTerminals = (own: Partial<Handlers<LabContract>> = {}) => {
  const lab = labDouble(own);
  const far: Channel[] = [];
  const link = new Link(
    () => {
      const [near, other] = memoryChannelPair();
      far.push(other);
      serve(contract, lab.service, other);
      return Promise.resolve(near);
    },
    { pause: () => Promise.resolve() },
  );
  const failures = new Failures();
  const screens: ReturnType<typeof paperScreen>[] = [];
  let loaded: (make: MakeScreen) => void = () => undefined;
  const loading = new Promise<MakeScreen>((resolve) => {
    loaded = resolve;
  });
  const load = () => {
    loaded((_size, events) => {
      const screen = paperScreen(events);
      screens.push(screen);
      return screen.screen;
    });
  };
  const terminals = new Terminals(
    link,
    failures,
    () => ({ lesson: 'packets', assignment: 'bounds' }),
    () => loading,
  );
  void link.stayConnected();
  return {
    ...lab,
    terminals,
    failures,
    screens,
    load,
    asked: (name: string) => lab.asked.filter((call) => call.name === name).map(({ input }) => input),
    cut: () => {
      far.at(-1)?.close();
    },
  };
};
