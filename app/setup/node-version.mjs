/** The oldest Node the lab runs on. This file is written plainly, since an older Node reads it as well. */
const oldest = { major: 20, minor: 19 };

/**
 * The sentence to print when `version` (as in process.versions.node) is too old, or null when it will do.
 * @param {string} version
 * @returns {string | null}
 */
export const nodeProblem = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return null;
  return (
    'XDP Lab needs Node ' +
    oldest.major +
    '.' +
    oldest.minor +
    ' or newer, and this is ' +
    version +
    ': install one from https://nodejs.org and try again.'
  );
};

/** Ends the process with status 2 and one sentence when this Node is too old. */
export const requireNode = () => {
  const problem = nodeProblem(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(2);
};
