/** A step's piece of the prose, or with `step` null what stands before an assignment's first step. */
export interface Section {
  readonly assignment: string | null;
  readonly step: string | null;
  readonly title: string;
  readonly markdown: string;
}

const anchored = /^#{1,6}\s+(.*?)\s*\{#([a-z0-9-]+)\/([a-z0-9-]+)\}\s*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Cuts a lesson's prose at its anchored headings. A heading inside a code fence is code. */
export const sectionsOf = (prose: string): Section[] => {
  const sections: { assignment: string | null; step: string | null; title: string; lines: string[] }[] = [
    { assignment: null, step: null, title: '', lines: [] },
  ];
  let open: string | undefined;
  for (const line of prose.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (mark && !open) open = mark;
    else if (mark && open && mark.startsWith(open)) open = undefined;
    const [, title, assignment, step] = (!open && anchored.exec(line)) || [];
    if (title !== undefined && assignment && step) sections.push({ assignment, step, title, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ lines, ...section }) => ({ ...section, markdown: lines.join('\n').trim() }));
};

/** What belongs to one assignment; the lesson's introduction stands before its first one. */
export const sectionsFor = (sections: readonly Section[], assignment: string, first: boolean): Section[] =>
  sections.filter((one) => (one.assignment === null ? first && one.markdown : one.assignment === assignment));
