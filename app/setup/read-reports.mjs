import { nothing, one, sum } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * What is read of vitest's JSON report: one entry per file, one assertion per test.
 * @typedef {object} VitestReport
 * @property {boolean} success
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * Counts the tests of a vitest run. A file that could not even be loaded has no tests and counts as one failure; so does
 * an error outside every test, and a run without a report.
 * @param {VitestReport | null} report
 * @param {boolean} succeeded whether vitest ended with status 0
 * @returns {Tally}
 */
export const countTests = (report, succeeded) => {
  if (report === null) return one(false);
  const total = sum(
    report.testResults.map(({ status, assertionResults }) =>
      assertionResults.length === 0 && status === 'failed'
        ? one(false)
        : sum(assertionResults.map((test) => countTest(test.status))),
    ),
  );
  const wentWrongElsewhere = total.failed === 0 && !(succeeded && report.success);
  return wentWrongElsewhere ? sum([total, one(false)]) : total;
};

/** @param {string} status @returns {Tally} */
const countTest = (status) => {
  if (status === 'passed' || status === 'failed') return one(status === 'passed');
  return { ...nothing, skipped: 1 };
};

/**
 * One finding of `xdp-lab selftest --json`, as far as it is read here.
 * @typedef {{ lesson: string, assignment: string | null, rule: string, subject: string, state: string, detail: string }} Finding
 */

/**
 * Counts the findings of a self-test. A rule that could not be tried has not been shown to hold: it counts as failed, as
 * does a self-test that says nothing or that broke off.
 * @param {readonly { state: string }[]} findings
 * @param {boolean} succeeded whether it ended with status 0
 * @returns {Tally}
 */
export const countFindings = (findings, succeeded) => {
  const total = sum(findings.map(({ state }) => one(state === 'pass')));
  return total.failed === 0 && (!succeeded || total.passed === 0) ? sum([total, one(false)]) : total;
};

/** The findings in what `xdp-lab selftest --json` printed; none where it broke off. @param {string} output @returns {Finding[]} */
export const readFindings = (output) => {
  try {
    return JSON.parse(output).findings ?? [];
  } catch {
    return [];
  }
};

/** A finding that does not hold, in one line. @param {Finding} finding */
export const findingLine = ({ lesson, assignment, rule, subject, detail }) =>
  `  ${assignment === null ? lesson : `${lesson}/${assignment}`} (${rule}) ${subject}: ${detail}`;
