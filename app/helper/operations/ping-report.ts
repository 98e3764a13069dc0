/** Which requests a report of `ping -n` (iputils) tells of, by sequence number from 1, ascending and each once. */
export interface PingReport {
  readonly sent: number[];
  readonly answered: number[];
}

/** Reads ping's own text; undefined where it never came to its summary. Errors from routers are no answers. */
export const parsePingReport = (report: string): PingReport | undefined => {
  const transmitted = /(\d+) packets transmitted/.exec(report)?.[1];
  if (transmitted === undefined) return undefined;
  const replies = [...report.matchAll(/^\d+ bytes from .*\bicmp_seq=(\d+)/gm)];
  const answered = new Set(replies.map(([, sequence]) => Number(sequence)));
  return {
    sent: Array.from({ length: Number(transmitted) }, (_, index) => index + 1),
    answered: [...answered].sort((a, b) => a - b),
  };
};
