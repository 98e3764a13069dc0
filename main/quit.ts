import type { App } from 'electron';

/** How long the lab may take to end before the app ends without it; its helper then cleans up by itself. */
const patienceMs = 10_000;

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

interface Options {
  /** Takes no new work: closes the way from the page. */
  readonly disconnect: () => void;
  /** Ends the lab and all it made. */
  readonly dispose: () => Promise<void>;
}

/** How the app's end comes about, for whoever asks the learner something on the way. */
export interface Ending {
  /** A signal ends the app: nobody may be there to be asked. */
  readonly isBySignal: () => boolean;
  /** The page does not hang: it may take as long as its learner takes to answer. */
  readonly pageAnswered: () => void;
}

/** Resolves with what a job came to, or `late` where it took longer than the lab may. */
const withPatience = async (job: Promise<void>): Promise<'done' | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
    }, patienceMs);
  });
  try {
    return await Promise.race([job.then(() => 'done' as const), late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Ends in order, whatever the reason: the windows close, so that the page keeps what it holds; then no new work; then the lab;
 * then the process, with status 1 where the lab did not end as it should.
 */
export const endInOrder = (app: App, { disconnect, dispose }: Options): Ending => {
  let ending = false;
  let bySignal = false;
  let pageHangs: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    // Whoever starts the app now gets a lab of its own: this one has no window any more.
    app.releaseSingleInstanceLock();
    disconnect();
    try {
      const ended = await withPatience(dispose());
      if (ended === 'late') console.error(`xdp-lab: the lab did not end within ${patienceMs / 1000} s.`);
      app.exit(ended === 'done' ? 0 : 1);
    } catch (error) {
      console.error(error);
      app.exit(1);
    }
  };

  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', () => {
    // A page that hangs never lets its window close.
    clearTimeout(pageHangs);
    pageHangs = setTimeout(() => {
      app.exit(1);
    }, 2 * patienceMs).unref();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    void end();
  });
  for (const signal of signals) {
    process.on(signal, () => {
      bySignal = true;
      app.quit();
    });
  }
  return {
    isBySignal: () => bySignal,
    pageAnswered: () => {
      clearTimeout(pageHangs);
    },
  };
};
