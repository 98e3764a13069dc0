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
 * Counts the findings of `xdp-lab selftest --json`. A rule that could not be tried has not been shown to hold: it counts
 * as failed, as does a self-test that says nothing or that broke off.
 * @param {string} output
 * @param {boolean} succeeded whether it ended with status 0
 * @returns {Tally}
 */
export const countFindings = (output, succeeded) => {
  const findings = readFindings(output);
  const total = sum(findings.map(({ state }) => one(state === 'pass')));
  return total.failed === 0 && (!succeeded || total.passed === 0) ? sum([total, one(false)]) : total;
};

/** @param {string} output @returns {{ state: string }[]} */
const readFindings = (output) => {
  try {
    return JSON.parse(output).findings ?? [];
  } catch {
    return [];
  }
};
