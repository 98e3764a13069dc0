/** A batch goes out when it is this long (in characters), or when its first character is this old. */
const fullAt = 64 * 1024;
const oldestMs = 16;

/** Gathers small pieces of output into few messages. */
export interface OutputBatch {
  readonly push: (text: string) => void;
  /** Sends at once what waits. */
  readonly flush: () => void;
}

/** Batches output for `send`, whose texts are never empty. */
export const createOutputBatch = (send: (text: string) => void): OutputBatch => {
  let waiting: string[] = [];
  let characters = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (characters === 0) return;
    const text = waiting.join('');
    waiting = [];
    characters = 0;
    send(text);
  };
  return {
    flush,
    push: (text) => {
      waiting.push(text);
      characters += text.length;
      if (characters >= fullAt) flush();
      else timer ??= setTimeout(flush, oldestMs);
    },
  };
};
