import * as v from 'valibot';
import { CheckReport, CheckRequest, Stage } from './check.ts';
import { RanCommand } from './command.ts';
import { defineContract } from './define.ts';
import { CounterSamples, WatchCounters, WatchedCounters } from './counters.ts';
import { DoctorReport } from './doctor.ts';
import { Base64 } from './bytes.ts';
import { Environment, EnvironmentName, EnvironmentRequest } from './environment.ts';
import { exceptionCalls, ExceptionRows } from './exceptions.ts';
import { verifierCalls } from './explanation.ts';
import { LabFailure } from './failure.ts';
import { KeptFile, Run, RunSummary } from './history.ts';
import { FileKind, HostAbilities } from './host.ts';
import { LabState } from './lab-state.ts';
import { LessonSummary, WordId } from './lesson.ts';
import { DumpMap, MapPage, MapSummary } from './maps.ts';
import { AttachedProgram, Loader, ProgramName, XdpMode } from './program.ts';
import { SelftestFinding } from './selftest.ts';
import { RejectionClass, SourcePlace } from './verifier.ts';
import { JsonObject } from './json.ts';
import { TapRecords, TapState } from './tap.ts';
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
    'lab.read': { input: v.object({}), output: LabState },
    /**
     * The learner allows the lab to act as root: kept for later starts, and root is asked for now where the system asks.
     * Fails with `elevation-refused` or `not-privileged`; calls that need root fail with `not-allowed` before.
     */
    'lab.allow': { input: v.object({}), output: LabState },
    /** The learner says no, until `lab.allow`. What runs as root already is ended. */
    'lab.refuse': { input: v.object({}), output: LabState },

    'host.abilities': { input: v.object({}), output: HostAbilities },
    /** Asks the learner for a file by the desktop's dialog; null where the learner chose none. 64 MB at most. */
    'host.open': {
      input: v.object({ kind: FileKind }),
      output: v.object({ file: v.nullable(v.object({ name: v.string(), bytes: Base64 })) }),
    },
    /** Saves where the learner says; null where the learner chose nowhere. */
    'host.save': {
      input: v.object({ kind: FileKind, name: v.string(), bytes: Base64 }),
      output: v.object({ path: v.nullable(v.string()) }),
    },
    /** Shows a file of an assignment in the desktop's file manager. */
    'host.reveal': { input: v.object({ ...AssignmentKey.entries, path: v.string() }), output: v.object({}) },

    /** A lesson with a mistake is left out, and `unreadable` says why: the others stay usable. */
    'lessons.list': {
      input: v.object({}),
      output: v.object({ lessons: v.array(LessonSummary), unreadable: v.array(LabFailure) }),
    },

    'lessons.read': { input: v.object({ lesson: WordId }), output: LessonDetail },

    /** The learner's files; made from the starter the first time. `folder` is where they lie. */
    'workspace.open': {
      input: AssignmentKey,
      output: v.object({ folder: v.string(), files: v.array(WorkFile) }),
    },
    /**
     * Atomic: a crash leaves the old text or the new. `base` is the SHA-256 (hex) of the text that the new one was made from:
     * where the disk holds neither of the two, what it holds goes into a snapshot first, which is answered.
     */
    'workspace.save': {
      input: v.object({
        ...AssignmentKey.entries,
        path: v.string(),
        text: v.string(),
        base: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
      }),
      output: v.object({ file: WorkFile, snapshot: v.optional(Snapshot) }),
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
    /** The files of a snapshot, to look at before anything is put back. */
    'workspace.readSnapshot': {
      input: v.object({ ...AssignmentKey.entries, snapshot: v.string() }),
      output: v.object({ files: v.array(KeptFile) }),
    },
    /** The lesson's own solution, for a diff beside the learner's code. Never written over it. */
    'workspace.solution': { input: AssignmentKey, output: v.object({ files: v.array(WorkFile) }) },

    /** The gradings of the learner's own files, newest first; the oldest of more than 200 are removed. */
    'history.list': { input: AssignmentKey, output: v.object({ runs: v.array(RunSummary) }) },
    'history.read': { input: v.object({ ...AssignmentKey.entries, run: v.string() }), output: Run },
    /** Puts the code of a run back, after a snapshot of what was there. */
    'history.restore': {
      input: v.object({ ...AssignmentKey.entries, run: v.string() }),
      output: v.object({ snapshot: Snapshot, files: v.array(WorkFile) }),
    },

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
      /** It starts where the files of the assignment `work` lie; above those of all without one. */
      input: v.object({ profile: TerminalProfile, size: TerminalSize, work: v.optional(AssignmentKey) }),
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

    ...verifierCalls,

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
        /** With the tap around it, where `path` is a C file and the kernel takes it; else plain, and why. */
        tap: v.optional(v.boolean(), false),
      }),
      /** `tap` is null where none was asked for. */
      output: v.object({ attached: AttachedProgram, tap: v.nullable(TapState), commands }),
    },
    'program.unload': {
      input: v.object({ environment: EnvironmentName, loader: v.optional(Loader, 'xdp-loader') }),
      output: v.object({ detached: v.boolean(), commands }),
    },
    'program.status': {
      input: v.object({ environment: v.optional(EnvironmentName) }),
      output: v.object({ programs: v.array(AttachedProgram), report: v.string(), commands }),
    },

    /** Samples what is counted on an environment as `counters.samples` of that `stream`, until the caller cancels. */
    'counters.watch': { input: WatchCounters, output: WatchedCounters },
    /** Sends every packet of the environment's tapped programs, before and after, as `tap.records` until the caller cancels. */
    'tap.follow': {
      input: v.object({ environment: EnvironmentName }),
      output: v.object({ records: v.number(), lost: TapRecords.entries.lost }),
    },
    ...exceptionCalls,

    /** The maps of the program on the environment's outer interface. */
    'maps.list': {
      input: v.object({ environment: EnvironmentName }),
      output: v.object({ programId: v.nullable(v.number()), maps: v.array(MapSummary) }),
    },
    'maps.dump': { input: DumpMap, output: v.object({ ...MapPage.entries, commands }) },
  },
  events: {
    'counters.samples': CounterSamples,
    'exceptions.rows': ExceptionRows,
    'tap.records': TapRecords,
    /** Sent once to every new connection, and on every change. */
    'lab.state': LabState,
    /** One of the learner's gradings was kept. */
    'history.added': v.object({ ...AssignmentKey.entries, run: RunSummary }),
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
