/** A log longer than this is cut to its first and last part, and the text says how much was left out between them. */
const headCharacters = 4 * 1024 * 1024;
const tailCharacters = 12 * 1024 * 1024;

/** Reads a stream to its end in bounded memory; stops early where the signal says so. */
export const readWhole = async (
  stream: NodeJS.ReadableStream,
  signal: AbortSignal,
  bounds = { headCharacters, tailCharacters },
): Promise<string> => {
  stream.setEncoding('utf8');
  let head = '';
  let tail: string[] = [];
  let tailLength = 0;
  let left = 0;
  for await (const piece of stream) {
    if (signal.aborted) break;
    const text = String(piece);
    const room = Math.max(0, bounds.headCharacters - head.length);
    head += text.slice(0, room);
    if (text.length <= room) continue;
    tail.push(text.slice(room));
    tailLength += text.length - room;
    if (tailLength <= 2 * bounds.tailCharacters) continue;
    const joined = tail.join('');
    left += joined.length - bounds.tailCharacters;
    tail = [joined.slice(-bounds.tailCharacters)];
    tailLength = bounds.tailCharacters;
  }
  const rest = tail.join('');
  return left === 0 ? head + rest : `${head}\n[… ${left} characters left out …]\n${rest}`;
};
