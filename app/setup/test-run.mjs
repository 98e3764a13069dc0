import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildError, buildIfStale } from './build.mjs';
import { prepare } from './prepare.mjs';
import { countFindings, countTests, findingLine, readFindings } from './read-reports.mjs';
import { reasonOf, run, succeeded } from './run.mjs';
import { root } from './root.mjs';
import { staticChecks } from './static-checks.mjs';
import { closingLine, exitCode, one, sum } from './tally.mjs';
import { askForRoot, asRoot } from './way-to-root.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const minutes = 60_000;
const staticMs = 10 * minutes;
const vitestMs = 20 * minutes;
const selftestMs = 30 * minutes;

const needsRoot =
  'The tests make namespaces and load programs, which needs root; sudo asks for your password.';

const help = `npm test                      everything: types, lint, format, the tests, the self-test of all lessons
npm test -- test/unit/packet  only the tests in these files; whatever vitest takes may stand here
npm test -- --help            this text

It first installs what is missing (npm ci, system packages), and builds what is stale. The tests make network
namespaces and load BPF programs: where you are not root, they run through sudo. The last line is "N passed, N failed".`;

/**
 * `npm test`: prepares, builds, checks and tests, and ends with the one line that counts it all.
 * @param {string[]} args handed through to vitest; with any, only vitest runs
 */
export const testRun = async (args) => {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(help);
    return;
  }
  const total = (await prepare(['lab', 'tests'])) ? await testAll(args) : one(false);
  console.log(closingLine(total));
  process.exitCode = exitCode(total);
};

/** @param {string[]} args @returns {Promise<Tally>} */
const testAll = async (args) => {
  const built = await build();
  if (args.length > 0) return sum([...built, await vitest(args)]);
  const checks = await Promise.all(staticChecks().map(check));
  return sum([...built, ...checks, await vitest([]), await selftest()]);
};

/** Counts only when it fails: the tests stand on it. @returns {Promise<Tally[]>} */
const build = async () => {
  try {
    await buildIfStale();
    return [];
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    report('build', false, error.message, error.output);
    return [one(false)];
  }
};

/** @param {import('./static-checks.mjs').StaticCheck} check */
const check = async ({ name, argv }) => {
  const result = await run(argv, { timeoutMs: staticMs, cwd: root });
  const ok = succeeded(result);
  report(name, ok, ok ? seconds(result.ms) : reasonOf(result, staticMs), ok ? '' : result.output);
  return one(ok);
};

/** @param {string[]} args */
const vitest = async (args) => {
  const way = await askForRoot(needsRoot);
  const script = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args];
  if (way === 'root') return vitestRun(script);
  if (way === 'none') {
    report(
      'tests',
      false,
      'need root to make namespaces and load programs: run sudo npm test. Only some are run now.',
    );
    return sum([
      one(false),
      await vitestRun([
        ...script,
        ...['unit', 'page', 'browser', 'electron'].flatMap((name) => ['--project', name]),
      ]),
    ]);
  }
  // Without its cache, since files of root's in node_modules would stand in the way of the next npm ci.
  const environment = ['PATH', 'CI'].flatMap((name) =>
    process.env[name] ? [`${name}=${process.env[name]}`] : [],
  );
  return vitestRun(asRoot(way, ['env', ...environment, ...script, '--cache=false']));
};

/** @param {string[]} argv */
const vitestRun = async (argv) => {
  const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-test-'));
  const file = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const result = await run([...argv, ...reporters], {
      timeoutMs: vitestMs,
      cwd: root,
      show: true,
      ask: true,
    });
    const tally = countTests(
      existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null,
      succeeded(result),
    );
    report('tests', tally.failed === 0, succeeded(result) ? seconds(result.ms) : reasonOf(result, vitestMs));
    return tally;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const selftest = async () => {
  await askForRoot(needsRoot);
  console.error('Running the self-test of all lessons …');
  const argv = [process.execPath, join(root, 'app/hosts/cli/xdp-lab.mjs'), 'selftest', '--json'];
  const result = await run(argv, { timeoutMs: selftestMs, cwd: root, showErrors: true });
  const findings = readFindings(result.stdout);
  const tally = countFindings(findings, succeeded(result));
  const remark = succeeded(result) ? seconds(result.ms) : reasonOf(result, selftestMs);
  const broken = findings.filter(({ state }) => state !== 'pass').map(findingLine);
  report('self-test', tally.failed === 0, remark, broken.join('\n'));
  return tally;
};

/** @param {string} name @param {boolean} ok @param {string} remark @param {string} [output] */
const report = (name, ok, remark, output = '') => {
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(12)} ${remark}`);
  if (output !== '') console.log(output.trimEnd());
};

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
