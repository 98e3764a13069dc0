import {
  contract,
  fail,
  labFailure,
  succeed,
  type CheckReport,
  type CheckResult,
  type Handlers,
  type LabContract,
  type Service,
} from '../../../../app/contract/index.ts';
import { connect, memoryChannelPair, serve } from '../../../../app/rpc/index.ts';
import type { ExitCode } from '../../../../app/hosts/cli/exit-codes.ts';
import type { Interruption } from '../../../../app/hosts/cli/interruption.ts';
import { run } from '../../../../app/hosts/cli/run.ts';

type LabHandlers = Handlers<LabContract>;

const unsupported = () => Promise.resolve(fail(labFailure('unsupported', { thing: 'that, in this test' })));

/** A lab of which only the given calls work. */
const serviceOf = (handlers: Partial<LabHandlers>): Service<LabContract> => ({
  handlers: {
    ...(Object.fromEntries(
      Object.keys(contract.calls).map((name) => [name, unsupported]),
    ) as unknown as LabHandlers),
    ...handlers,
  },
  subscribe: () => () => undefined,
});

interface Ran {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** What was run on the terminal. */
  readonly onTerminal: readonly (readonly string[])[];
  /** How many labs were started, and how many of them ended. */
  readonly labs: { readonly opened: number; readonly disposed: number };
}

interface Circumstances {
  readonly environment?: NodeJS.ProcessEnv;
  readonly colour?: boolean;
  readonly columns?: number;
  /** What a command run on the terminal exits with. */
  readonly terminalStatus?: ExitCode;
  readonly interruption?: Partial<Interruption>;
}

/** Runs one command line in front of a lab with the given calls. */
export const runCli = async (
  line: readonly string[],
  handlers: Partial<LabHandlers> = {},
  { environment = {}, colour = false, columns, terminalStatus = 0, interruption = {} }: Circumstances = {},
): Promise<Ran> => {
  const out: string[] = [];
  const err: string[] = [];
  const onTerminal: (readonly string[])[] = [];
  const labs = { opened: 0, disposed: 0 };
  const exitCode = await run({
    args: line,
    environment,
    terminal: {
      write: (text) => void out.push(text),
      note: (text) => void err.push(text),
      colour,
      noteColour: colour,
      columns,
      animated: false,
    },
    interruption: {
      signal: new AbortController().signal,
      exitCode: () => undefined,
      stop: () => undefined,
      runOnTerminal: (argv) => {
        onTerminal.push(argv);
        return Promise.resolve(terminalStatus);
      },
      ...interruption,
    },
    openLab: () => {
      labs.opened += 1;
      const [near, far] = memoryChannelPair();
      serve(contract, serviceOf(handlers), far);
      const client = connect(contract, near, { gone: labFailure('cancelled', { thing: 'the test' }) });
      return Promise.resolve({
        call: (name, input, options) => client.call(name, input, options),
        on: (event, listener) => client.on(event, listener),
        dispose: () => {
          labs.disposed += 1;
          client.close();
          return Promise.resolve();
        },
      });
    },
  });
  return { exitCode, stdout: out.join(''), stderr: err.join(''), onTerminal, labs };
};

const frame = '33330000000102000000000286dd';

/** A check as the engine reports it, with what a test wants different. */
export const checkResult = (different: Partial<CheckResult> = {}): CheckResult => ({
  id: 'requests',
  kind: 'vector',
  level: 'must',
  title: { en: 'Echo requests by parity', ja: '偶数と奇数のエコー要求' },
  state: 'pass',
  code: 'ok',
  message: { en: 'All 2 frames are treated right.', ja: '2 個のフレームすべてが正しく処理されました。' },
  expected: '2 frames',
  actual: '2 frames',
  evidence: [],
  ms: 3.25,
  ...different,
});

export const wrongAction = checkResult({
  state: 'fail',
  code: 'wrong-action',
  message: {
    en: 'even (eth/ip6/icmp6.echo(seq=2)): XDP_DROP was expected, XDP_PASS came out.',
    ja: 'even(eth/ip6/icmp6.echo(seq=2)): 期待は XDP_DROP、結果は XDP_PASS でした。',
  },
  expected: 'XDP_DROP',
  actual: 'XDP_PASS',
  evidence: [
    {
      kind: 'packet',
      case: 'odd',
      rule: 'eth/ip6/icmp6.echo(seq=1)',
      frame,
      expectedAction: 'XDP_PASS',
      actualAction: 'XDP_PASS',
      output: frame,
      state: 'pass',
    },
    {
      kind: 'packet',
      case: 'even',
      rule: 'eth/ip6/icmp6.echo(seq=2)',
      frame,
      expectedAction: 'XDP_DROP',
      actualAction: 'XDP_PASS',
      output: frame,
      state: 'fail',
    },
  ],
});

/** A grading as the engine reports it, with what a test wants different. */
export const checkReport = (different: Partial<CheckReport> = {}): CheckReport => ({
  lesson: 'packet01-parsing',
  assignment: 'icmpv6-sequence',
  rev: 1,
  verdict: 'pass',
  summary: { en: 'All checks hold.', ja: 'すべてのチェックに合格しました。' },
  ms: 123.456789,
  stages: [
    { name: 'build', state: 'pass', ms: 92.5 },
    { name: 'load', state: 'pass', ms: 4.25 },
    { name: 'vectors', state: 'pass', ms: 1 },
    { name: 'environment', state: 'stale', ms: 0 },
  ],
  checks: [checkResult()],
  hint: null,
  failure: null,
  counters: null,
  commands: [{ argv: ['clang', '-c', 'my prog.c'], exitCode: 0, ms: 92.5 }],
  ...different,
});

/** A failed grading: the vector check fails, a build check holds, a live check was not reached. */
export const failedReport = checkReport({
  verdict: 'fail',
  summary: { en: 'One check fails.', ja: '1 つのチェックが不合格です。' },
  checks: [
    checkResult({ id: 'builds', kind: 'build', title: { en: 'It compiles', ja: 'コンパイルできる' } }),
    wrongAction,
    checkResult({
      id: 'ping',
      kind: 'live',
      state: 'stale',
      code: 'not-reached',
      title: { en: 'Real pings', ja: '実際の ping' },
      message: { en: 'Not reached.', ja: '未実行です。' },
    }),
  ],
  hint: {
    id: 'parity',
    text: { en: 'Which numbers does your condition drop?', ja: 'その条件ではどの番号が落ちますか。' },
    shows: null,
  },
});

export const answering =
  <T>(value: T) =>
  () =>
    Promise.resolve(succeed(value));
