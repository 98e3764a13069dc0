import { open, stat } from 'node:fs/promises';
import {
  fail,
  labFailure,
  succeed,
  type CallContext,
  type Explanation,
  type Handlers,
  type LabContract,
  type Outcome,
  type RanCommand,
} from '../../contract/index.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import type { Catalogue } from '../lessons/catalogue.ts';
import { chooseProgram, openObject } from '../program/object-file.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readSurroundings, type Known } from './explain.ts';
import { explainLog, type Explained } from './explained.ts';
import { createKeptExplanations } from './kept-explanations.ts';
import { createLogReader } from './log/read-log.ts';
import { readLogFile, readLogText } from './log-text.ts';

type VerifierCalls = 'verifier.explain' | 'verifier.visits' | 'verifier.log' | 'verifier.registers';

interface Parts {
  readonly root: string;
  readonly helper: HelperLink;
  readonly catalogue: Catalogue;
  readonly workspace: Workspace;
}

interface Explaining {
  readonly explained: Explained;
  readonly commands: RanCommand[];
}

const nothingBeside: Known = { source: null, object: null, program: null };

/** The verifier's log explained: of a text, of a file by what is in it, or of the learner's own file. */
export const verifierHandlers = (parts: Parts): Pick<Handlers<LabContract>, VerifierCalls> => {
  const kept = createKeptExplanations();
  return {
    'verifier.explain': async (request, context) => {
      const started = performance.now();
      const explaining =
        request.kind === 'log'
          ? await explainText(request.text)
          : request.kind === 'source'
            ? await explainFile(parts, request.path, request.program, context)
            : await explainWork(parts, request.lesson, request.assignment, context);
      if (!explaining.ok) return explaining;
      const { explained, commands } = explaining.value;
      const answer: Explanation = {
        ...explained.summary,
        explanation: kept.keep(explained),
        commands,
        ms: performance.now() - started,
      };
      return succeed(answer);
    },
    'verifier.visits': async ({ explanation, from, count }) => {
      const found = kept.find(explanation);
      return Promise.resolve(found.ok ? succeed({ visits: found.value.visits(from, count) }) : found);
    },
    'verifier.log': async ({ explanation, from, count }) => {
      const found = kept.find(explanation);
      return Promise.resolve(found.ok ? succeed({ lines: found.value.lines(from, count) }) : found);
    },
    'verifier.registers': async ({ explanation, logLine }) => {
      const found = kept.find(explanation);
      return Promise.resolve(found.ok ? succeed({ registers: found.value.registers(logLine) }) : found);
    },
  };
};

const explainText = async (text: string): Promise<Outcome<Explaining>> => {
  const log = readLogText('log', text);
  if (!log.ok) return log;
  const surroundings = await readSurroundings(nothingBeside);
  return succeed({ explained: explainLog(log.value, surroundings), commands: [] });
};

const explainWork = async (
  parts: Parts,
  lesson: string,
  id: string,
  context: CallContext,
): Promise<Outcome<Explaining>> => {
  const assignment = await parts.catalogue.assignment(lesson, id);
  if (!assignment.ok) return assignment;
  const source = await parts.workspace.source(assignment.value);
  if (!source.ok) return source;
  const { path } = source.value.source;
  return explainProgram(parts, path, assignment.value.spec.attach.program, context);
};

/** A C file by its name, an object by how it begins; anything else is a log. */
const explainFile = async (
  parts: Parts,
  path: string,
  program: string | undefined,
  context: CallContext,
): Promise<Outcome<Explaining>> => {
  if (path.endsWith('.c') || (await isElf(path))) return explainProgram(parts, path, program, context);
  const found = await stat(path).catch(() => undefined);
  if (!found || found.isDirectory()) return explainProgram(parts, path, program, context);
  const log = await readLogFile(path, context.signal).catch((error: unknown) => refusedByDisk(path, error));
  if (!log.ok) return log;
  return succeed({ explained: explainLog(log.value, await readSurroundings(nothingBeside)), commands: [] });
};

const refusedByDisk = (path: string, error: unknown): Outcome<never> => {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return fail(
    labFailure('bad-input', {
      thing: path,
      message: { en: `${path} cannot be read.`, ja: `${path} を読めません。` },
      detail: error.message,
    }),
  );
};

const isElf = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.toString('latin1') === '\x7fELF';
  } finally {
    await file.close();
  }
};

const explainProgram = async (
  { root, helper }: Parts,
  path: string,
  wanted: string | undefined,
  context: CallContext,
): Promise<Outcome<Explaining>> => {
  const object = await openObject(root, path, context);
  if (!object.ok) return object;
  const program = chooseProgram(object.value, path, wanted);
  if (!program.ok) return program;
  const { bytes, source, commands } = object.value;
  const input = { object: bytes.toString('base64'), program: program.value, frames: [] };
  const dry = await helper.call('program.dryRun', input, context);
  if (!dry.ok) return dry;
  const { load } = dry.value;
  const reader = createLogReader();
  if (!load.accepted) reader.push(load.log);
  const surroundings = await readSurroundings({ source, object: bytes, program: program.value });
  return succeed({
    explained: explainLog(reader.end(), surroundings, load.accepted),
    commands: [...commands, ...dry.value.commands],
  });
};
