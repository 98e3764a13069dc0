import * as v from 'valibot';
import { CheckReport, CheckRequest, Stage } from './check.ts';
import { RanCommand } from './command.ts';
import { defineContract } from './define.ts';
import { DoctorReport } from './doctor.ts';
import { Environment, EnvironmentName, EnvironmentRequest } from './environment.ts';
import { LessonSummary, WordId } from './lesson.ts';
import { AttachedProgram, Loader, ProgramName, XdpMode } from './program.ts';
import { SelftestFinding } from './selftest.ts';
import { RejectionClass, SourcePlace } from './verifier.ts';
import { JsonObject } from './json.ts';
import { TerminalProfile, TerminalSize, TerminalState } from './terminal.ts';
import { Text } from './text.ts';
import { AssignmentKey, LessonDetail, Progress, Snapshot, WorkFile } from './workspace.ts';

const commands = v.array(RanCommand);
const named = v.object({ name: EnvironmentName });

/** What the verifier said of an object that was loaded dry: accepted, or why not and where. */
export const LoadVerdict = v.object({
  accepted: v.boolean(),
  programs: v.array(v.string()),
  rejection: v.nullable(
    v.object({ class: RejectionClass, place: v.nullable(SourcePlace), sentence: Text, reason: v.string() }),
  ),
  /** bpftool's output, word for word; empty where accepted. */
  log: v.string(),
  ms: v.number(),
  commands,
});
export type LoadVerdict = v.InferOutput<typeof LoadVerdict>;

/** Everything a page, a command line or a test may ask of the lab, and hear from it. */
export const contract = defineContract({
  calls: {
    'lessons.list': { input: v.object({}), output: v.object({ lessons: v.array(LessonSummary) }) },

    'lessons.read': { input: v.object({ lesson: WordId }), output: LessonDetail },

    /** The learner's files; made from the starter the first time. `folder` is where they lie. */
    'workspace.open': {
      input: AssignmentKey,
      output: v.object({ folder: v.string(), files: v.array(WorkFile) }),
    },
    /** Atomic: a crash leaves the old text or the new. */
    'workspace.save': {
      input: v.object({ ...AssignmentKey.entries, path: v.string(), text: v.string() }),
      output: v.object({ file: WorkFile }),
    },
    /** Puts the starter back, after a snapshot of what was there. */
    'workspace.reset': {
      input: AssignmentKey,
      output: v.object({ snapshot: Snapshot, files: v.array(WorkFile) }),
    },
    'workspace.snapshot': {
      input: v.object({ ...AssignmentKey.entries, reason: v.picklist(['reveal', 'asked']) }),
      output: Snapshot,
    },
    /** Newest first; the oldest of more than 200 are removed. */
    'workspace.snapshots': { input: AssignmentKey, output: v.object({ snapshots: v.array(Snapshot) }) },
    'workspace.restore': {
      input: v.object({ ...AssignmentKey.entries, snapshot: v.string() }),
      output: v.object({ snapshot: Snapshot, files: v.array(WorkFile) }),
    },
    /** The lesson's own solution, for a diff beside the learner's code. Never written over it. */
    'workspace.solution': { input: AssignmentKey, output: v.object({ files: v.array(WorkFile) }) },

    'progress.read': { input: v.object({}), output: Progress },
    'progress.visit': {
      input: v.object({ ...AssignmentKey.entries, step: v.nullable(WordId) }),
      output: v.object({}),
    },
    /** Answers a prediction: says whether it is right, and why; the first answer is kept. */
    'progress.answer': {
      input: v.object({ ...AssignmentKey.entries, step: WordId, choice: WordId }),
      output: v.object({ right: v.boolean(), answer: WordId, why: Text }),
    },

    'terminal.open': {
      input: v.object({ profile: TerminalProfile, size: TerminalSize }),
      output: v.object({ terminal: v.string() }),
    },
    'terminal.write': { input: v.object({ terminal: v.string(), text: v.string() }), output: v.object({}) },
    'terminal.resize': {
      input: v.object({ terminal: v.string(), size: TerminalSize }),
      output: v.object({}),
    },
    /**
     * Says that so many characters (UTF-16 units) were drawn: output pauses above 100 000 unacknowledged, and resumes
     * below 5 000. One count a terminal: where several pages are open, the fastest sets the pace.
     */
    'terminal.acknowledge': {
      input: v.object({ terminal: v.string(), characters: v.pipe(v.number(), v.minValue(0)) }),
      output: v.object({}),
    },
    'terminal.close': { input: v.object({ terminal: v.string() }), output: v.object({}) },
    /** Output that comes before the answer is in `recent` already. All of `recent` counts as acknowledged. */
    'terminal.list': { input: v.object({}), output: v.object({ terminals: v.array(TerminalState) }) },

    /** Starts clangd on an assignment's files; LSP messages then go both ways as they are. */
    'language.start': {
      input: AssignmentKey,
      output: v.object({
        session: v.string(),
        rootUri: v.string(),
        documents: v.record(v.string(), v.string()),
      }),
    },
    'language.send': { input: v.object({ session: v.string(), message: JsonObject }), output: v.object({}) },
    'language.stop': { input: v.object({ session: v.string() }), output: v.object({}) },

    'check.run': { input: CheckRequest, output: CheckReport },
    /** Grades `path` now and on every change of it or of a header it includes; answers when the caller cancels. */
    'check.watch': {
      input: v.object({ lesson: v.string(), assignment: v.string(), path: v.string() }),
      output: v.object({ reports: v.number() }),
    },
    /** Tries every rule on one lesson or on all; findings come as events while it runs. */
    'selftest.run': {
      input: v.object({
        lesson: v.optional(v.string()),
        repeat: v.optional(v.pipe(v.number(), v.minValue(1)), 20),
      }),
      output: v.object({ findings: v.array(SelftestFinding) }),
    },

    'doctor.run': { input: v.object({}), output: DoctorReport },

    'env.up': { input: EnvironmentRequest, output: v.object({ environment: Environment, commands }) },
    'env.down': { input: named, output: v.object({ removed: v.boolean(), commands }) },
    'env.reset': { input: named, output: v.object({ environment: Environment, commands }) },
    'env.status': { input: named, output: v.object({ environment: Environment, commands }) },
    'env.list': { input: v.object({}), output: v.object({ environments: v.array(Environment) }) },
    /** The command line that does it, for a host to run on the learner's own terminal. */
    'env.command': {
      input: v.object({
        name: EnvironmentName,
        kind: v.picklist(['exec', 'enter', 'ping', 'tcpdump']),
        args: v.array(v.string()),
      }),
      output: v.object({ argv: v.array(v.string()) }),
    },

    /** `path` is an object file, or a C file that is built first. Without `program`: the only XDP program in it. */
    'program.dryLoad': {
      input: v.object({ path: v.string(), program: v.optional(ProgramName) }),
      output: LoadVerdict,
    },
    'program.load': {
      input: v.object({
        environment: EnvironmentName,
        path: v.string(),
        program: v.optional(ProgramName),
        mode: v.optional(XdpMode, 'native'),
        loader: v.optional(Loader, 'xdp-loader'),
      }),
      output: v.object({ attached: AttachedProgram, commands }),
    },
    'program.unload': {
      input: v.object({ environment: EnvironmentName, loader: v.optional(Loader, 'xdp-loader') }),
      output: v.object({ detached: v.boolean(), commands }),
    },
    'program.status': {
      input: v.object({ environment: v.optional(EnvironmentName) }),
      output: v.object({ programs: v.array(AttachedProgram), report: v.string(), commands }),
    },
  },
  events: {
    /** A stage of a running check has ended. */
    'check.stage': v.object({ lesson: v.string(), assignment: v.string(), stage: Stage }),
    /** A watched file was graded. */
    'check.report': CheckReport,
    'selftest.finding': SelftestFinding,
    'progress.changed': Progress,
    'terminal.output': v.object({ terminal: v.string(), text: v.string() }),
    'terminal.exited': v.object({ terminal: v.string(), exitCode: v.nullable(v.number()) }),
    'language.message': v.object({ session: v.string(), message: JsonObject }),
    /** clangd has ended by itself; `detail` is what it said last. */
    'language.ended': v.object({ session: v.string(), detail: v.string() }),
  },
});
export type LabContract = typeof contract;
