import { thisDistribution } from './distribution.mjs';
import { npmCi, packagesInstalled } from './npm.mjs';
import { findMissing } from './presence.mjs';
import { reasonOf, run, succeeded } from './run.mjs';
import { root } from './root.mjs';
import { aptInstall, aptUpdate, hasPackageLists, pasteLine, planInstallation } from './system-packages.mjs';
import { askForRoot, asRoot, wayToRoot } from './way-to-root.mjs';

/** @typedef {import('./requirements.mjs').Requirement} Requirement */

const minutes = 60_000;

/** Says one thing on standard error, so that standard output holds results only. @param {string} sentence */
const say = (sentence) => console.error(sentence);

/**
 * Makes sure of the npm packages and of the system packages for the given purposes, installing what is missing. Answers
 * false, having said why and what to do, when something is still missing. Does nothing, in milliseconds, the second time.
 * @param {readonly Requirement['purpose'][]} purposes
 * @returns {Promise<boolean>}
 */
export const prepare = async (purposes) => (await prepareNpm()) && (await prepareSystem(purposes));

const prepareNpm = async () => {
  if (packagesInstalled()) return true;
  say('Installing the npm packages (npm ci) …');
  return runStep(npmCi(), 'npm ci', 10 * minutes, { cwd: root });
};

/** @param {readonly Requirement['purpose'][]} purposes */
const prepareSystem = async (purposes) => {
  const distribution = thisDistribution();
  const missing = obtainable(findMissing(purposes), distribution.family);
  if (missing.length === 0) return true;
  const plan = planInstallation(missing, distribution, await wayToRoot());
  if (plan.do === 'stop') plan.sentences.forEach(say);
  if (plan.do !== 'install' || !(await install(plan.packages))) return false;
  const still = obtainable(findMissing(purposes), distribution.family).map(({ id }) => id);
  if (still.length > 0) say(`The packages were installed, but these are still missing: ${still.join(', ')}.`);
  return still.length === 0;
};

/**
 * Leaves out what this distribution has no package of; the tests that want it are skipped, and say so.
 * @param {Requirement[]} missing
 * @param {import('./requirements.mjs').Family | null} family
 */
const obtainable = (missing, family) =>
  missing.filter(({ packages }) => family === null || packages[family].length > 0);

/** @param {string[]} packages */
const install = async (packages) => {
  say(`Installing system packages: ${packages.join(' ')} …`);
  const way = await askForRoot('Installing needs root; sudo asks for your password.');
  if (way === 'none') {
    say(`Without sudo, have somebody who is root paste this line:\n${pasteLine(packages)}`);
    return false;
  }
  const add = asRoot(way, aptInstall(packages));
  // Lists may be old and name files that are gone: then they are fetched anew, once.
  if (hasPackageLists() && succeeded(await run(add, { timeoutMs: 30 * minutes }))) return true;
  // apt-get update ends with status 0 when a server could not be reached, so what it said is kept for the failure after it.
  const update = await run(asRoot(way, aptUpdate), { timeoutMs: 10 * minutes });
  return runStep(add, 'apt-get install', 30 * minutes, {}, update.output);
};

/**
 * Runs a command quietly; where it fails, shows what it (and the step before) said and one sentence.
 * @param {readonly string[]} argv
 * @param {string} name
 * @param {number} timeoutMs
 * @param {Omit<import('./run.mjs').RunOptions, 'timeoutMs'>} options
 * @param {string} [before]
 */
const runStep = async (argv, name, timeoutMs, options, before = '') => {
  const step = await run(argv, { timeoutMs, ...options });
  if (succeeded(step)) return true;
  const said = before + step.output;
  if (said !== '') say(said.trimEnd());
  say(`${name} ${reasonOf(step, timeoutMs)}${said === '' ? '' : '; what it said is above'}.`);
  return false;
};
