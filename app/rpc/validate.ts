import * as v from 'valibot';
import { labFailure } from '../contract/index.ts';
import type { LabFailure } from '../contract/index.ts';

type Issue = v.BaseIssue<unknown>;

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const fieldOf = (issue: Issue): string => v.getDotPath(issue) ?? 'input';

/** What is wrong with a value, a line per field; long values are shortened. */
export const describeIssues = (issues: readonly Issue[]): string =>
  issues
    .map(
      (issue) =>
        `${fieldOf(issue)}: ${issue.expected ?? shorten(issue.message)} but got ${shorten(issue.received)}`,
    )
    .join('\n');

/** The failure of a call whose input does not fit: it names the first field, what was given and what is expected. */
export const badInput = (call: string, issues: readonly [Issue, ...Issue[]]): LabFailure => {
  const [first] = issues;
  const field = fieldOf(first);
  const given = shorten(first.received);
  const expected = first.expected ?? first.message;
  return labFailure('bad-input', {
    thing: field,
    message: {
      en: `${call}: ${field} cannot be ${given}; expected is ${expected}.`,
      ja: `${call}: ${field} に ${given} は使えません。必要な値は ${expected} です。`,
    },
    detail: describeIssues(issues),
  });
};
