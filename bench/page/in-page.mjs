/* Runs in the page before anything of the page does, and says when something has been painted. */
(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  /** A message posted in a frame is handled after that frame was drawn. */
  const painted = async () => {
    await frame();
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  };

  const patienceMs = 20_000;

  /**
   * @param {() => unknown} isThere
   * @param {string} what for the one who reads that it never came
   */
  const until = async (isThere, what) => {
    const since = performance.now();
    while (!isThere()) {
      if (performance.now() - since > patienceMs)
        throw new Error(`${what} took longer than ${patienceMs} ms`);
      await frame();
    }
    await painted();
  };

  /** @param {string} selector */
  const count = (selector) => document.querySelectorAll(selector).length;

  const isInteractive = () =>
    count('article h1') > 0 && count('.cm-content[contenteditable=true] .cm-line') > 1;
  /** The bare editor's page is written, not served. */
  const isServed = location.protocol === 'http:';
  const responseStart = () => {
    const [navigation] = performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : NaN;
  };

  /** @type {number[]} */
  const keysMs = [];
  /** @type {Promise<number>} */
  let saved = Promise.resolve(NaN);
  let lampsWanted = Infinity;
  addEventListener(
    'keydown',
    (event) => {
      const since = event.timeStamp;
      const now = () => performance.now() - since;
      if (event.ctrlKey && event.key === 's') {
        saved = until(() => count('.lamps .tone-pass') >= lampsWanted, 'save → lamps').then(now);
      } else if (event.key.length === 1) {
        void painted().then(() => keysMs.push(now()));
      }
    },
    { capture: true },
  );

  Object.assign(globalThis, {
    xdpLabBench: {
      frame,
      painted,
      /** From the first byte of the page's answer until lesson and editor are drawn. */
      interactiveMs:
        isServed && until(isInteractive, 'loading').then(() => performance.now() - responseStart()),
      /** From each typed key until what it typed is drawn. */
      keysMs,
      /** From the last Ctrl+S until so many lamps shine. */
      saved: () => saved,
      /** @param {number} lamps */
      expect: (lamps) => {
        lampsWanted = lamps;
      },
    },
  });
})();
