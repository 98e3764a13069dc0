import { createTail } from '../tail.ts';

/** Gathers a stream's first and last bytes: a verifier log can reach 46 MB, and only its ends are read. */
export const createHeadAndTail = (headBytes: number, tailBytes: number) => {
  const head: Buffer[] = [];
  let headLength = 0;
  const tail = createTail(tailBytes);
  let length = 0;
  return {
    push: (chunk: Buffer): void => {
      length += chunk.length;
      const first = chunk.subarray(0, headBytes - headLength);
      head.push(first);
      headLength += first.length;
      if (first.length < chunk.length) tail.push(chunk.subarray(first.length));
    },
    text: (): string => {
      const first = Buffer.concat(head).toString('utf8');
      const left = length - headLength - tailBytes;
      return left > 0 ? `${first}\n[… ${left} bytes left out …]\n${tail.text()}` : first + tail.text();
    },
  };
};
