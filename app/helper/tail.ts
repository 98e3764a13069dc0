/** Gathers a stream's bytes and forgets the oldest beyond `maxBytes`, so that an endless log cannot fill memory. */
export const createTail = (maxBytes: number) => {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    push: (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      for (let oldest = chunks[0]; oldest && length - oldest.length >= maxBytes; oldest = chunks[0]) {
        length -= oldest.length;
        chunks.shift();
      }
    },
    text: (): string => Buffer.concat(chunks).subarray(-maxBytes).toString('utf8'),
  };
};
