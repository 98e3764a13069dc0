/** A tool's log cut at the line that decides. */
export interface LogParts {
  readonly before: string;
  readonly decisive: string;
  readonly after: string;
}

/** Cuts a log at the last line that holds what was `said`; without such a line all of it stands before. */
export const logParts = (text: string, said: string | undefined): LogParts => {
  const lines = text.split('\n');
  const at = said ? lines.findLastIndex((line) => line.includes(said)) : -1;
  if (at < 0) return { before: text, decisive: '', after: '' };
  const joined = (some: readonly string[]) => some.join('\n');
  return {
    before: at > 0 ? `${joined(lines.slice(0, at))}\n` : '',
    decisive: lines[at] ?? '',
    after: at + 1 < lines.length ? `\n${joined(lines.slice(at + 1))}` : '',
  };
};
