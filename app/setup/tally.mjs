/** How many things were tried, and how they went. @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {boolean} held @returns {Tally} */
export const one = (held) => ({ ...nothing, [held ? 'passed' : 'failed']: 1 });

/** @param {Tally[]} tallies @returns {Tally} */
export const sum = (tallies) =>
  tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );

/** The line both commands end with: `N passed, N failed`, and what was skipped where anything was. @param {Tally} tally */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** 0 only when something passed and nothing failed. @param {Tally} tally */
export const exitCode = ({ passed, failed }) => (failed === 0 && passed > 0 ? 0 : 1);
