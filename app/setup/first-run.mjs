import { join } from 'node:path';
import { BuildError, buildIfStale } from './build.mjs';
import { prepare } from './prepare.mjs';
import { reasonOf, run } from './run.mjs';
import { root } from './root.mjs';
import { closingLine, exitCode, one, sum } from './tally.mjs';
import { askForRoot } from './way-to-root.mjs';

const assignment = 'packet01-parsing/icmpv6-sequence';
const timeoutMs = 5 * 60_000;

/**
 * What is shown, in order, and the exit status each command of the lab should end with.
 * @type {{ title: string, args: string[], status: number, otherwise: string }[]}
 */
const scenes = [
  {
    title: 'What this machine has',
    args: ['doctor'],
    status: 0,
    otherwise: 'Do what the lines after “cure” say, then run this again.',
  },
  {
    title: `${assignment}, as it is given to you: it fails, on purpose`,
    args: ['check', assignment, '--start'],
    status: 1,
    otherwise: 'The starter should have failed its checks (exit status 1).',
  },
  {
    title: `${assignment}, solved`,
    args: ['check', assignment, '--solution'],
    status: 0,
    otherwise: 'The solution should have passed (exit status 0).',
  },
];

const farewell = `You saw one assignment graded twice on the real kernel: compiled, verified, attached, with real packets through it.
Your turn: copy bpf/lessons/${assignment}/start/, then run
  npm run -s lab -- watch ${assignment} YOUR-COPY/xdp_prog_kern.c
and edit; every save is graded.`;

/** `npm start -- --try`: prepares, builds, runs the doctor and grades a starter and its solution. */
export const firstRun = async () => {
  const total = (await prepare(['lab'])) && (await build()) ? await play() : one(false);
  console.log(closingLine(total));
  process.exitCode = exitCode(total);
};

const build = async () => {
  try {
    await buildIfStale();
    return true;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error([error.output.trimEnd(), error.message].filter(Boolean).join('\n'));
    return false;
  }
};

const play = async () => {
  await askForRoot('The lab loads programs into the kernel, which needs root; sudo asks for your password.');
  const tallies = [];
  for (const scene of scenes) {
    console.log(`── ${scene.title}`);
    console.log(`$ npm run -s lab -- ${scene.args.join(' ')}\n`);
    const held = await playOne(scene);
    tallies.push(one(held));
    console.log('');
    // What is missing would be missing in every scene after it.
    if (!held) break;
  }
  const total = sum(tallies);
  if (total.failed === 0) console.log(`${farewell}\n`);
  return total;
};

/** @param {typeof scenes[number]} scene */
const playOne = async ({ args, status, otherwise }) => {
  const argv = [process.execPath, join(root, 'app/hosts/cli/xdp-lab.mjs'), ...args];
  const result = await run(argv, { timeoutMs, cwd: root, show: true, ask: true });
  if (result.ended === 'exit' && result.status === status) return true;
  console.log(result.ended === 'exit' ? otherwise : `xdp-lab ${args[0]} ${reasonOf(result, timeoutMs)}.`);
  return false;
};
