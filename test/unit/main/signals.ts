import { onTestFinished } from 'vitest';

/** What ends the app. */
export const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Takes away, once the test has finished, the listeners of signals that it is about to add. */
export const forgetSignals = (): void => {
  const before = signals.map((signal) => [signal, process.listeners(signal)] as const);
  onTestFinished(() => {
    for (const [signal, listeners] of before) {
      for (const listener of process.listeners(signal)) {
        if (!listeners.includes(listener)) process.off(signal, listener);
      }
    }
  });
};
