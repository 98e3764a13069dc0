import { contract, fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type {
  AssignmentDetail,
  CheckReport,
  CheckResult,
  Emit,
  Handlers,
  LabContract,
  LessonDetail,
  Progress,
  Service,
} from '../../../app/contract/index.ts';
import { filesDouble } from './history-double.ts';
import { labStateDouble } from './lab-state-double.ts';

const both = (text: string) => ({ en: text, ja: `${text}。` });

const assignment = (id: string, title: string): AssignmentDetail => ({
  id,
  rev: 1,
  title: both(title),
  task: both('Mend the bounds check.'),
  minutes: 10,
  concepts: [],
  environment: { name: 'veth-packet01', number: 1, vlan: false, legacyIp: false },
  files: [{ path: 'prog.c', role: 'main', regions: { parser: 'parse_ethhdr' } }],
  steps: [
    { id: 'look', do: 'read', checks: [], question: null },
    {
      id: 'mend',
      do: 'edit',
      checks: ['load', 'others'],
      question: {
        text: both('What does r=0 say?'),
        choices: [
          { id: 'range', text: both('How many bytes are proven') },
          { id: 'register', text: both('The value of r0') },
        ],
      },
    },
  ],
  checks: [
    { id: 'load', kind: 'load', level: 'must', title: both('The verifier accepts it') },
    { id: 'others', kind: 'vector', level: 'must', title: both('Other packets pass') },
  ],
  revealAfter: 3,
});

/** A lesson of two assignments. */
export const lesson: LessonDetail = {
  id: 'packets',
  title: both('Packets'),
  summary: both('Headers.'),
  assignments: [assignment('bounds', 'Before you read, ask'), assignment('ports', 'Ports')],
  prose: {
    en: [
      '# Packets',
      'The introduction.',
      '## Look {#bounds/look}',
      '{region:parser}',
      '<b>not bold</b>',
      '## Mend it {#bounds/mend}',
      'See {packet:others/arp}.',
      '## Ports {#ports/look}',
      'Later.',
    ].join('\n\n'),
    ja: '# パケット\n\n導入。\n\n## 見る {#bounds/look}\n\n{region:parser}\n\n## 直す {#bounds/mend}\n\n{packet:others/arp} を見ましょう。',
  },
};

/** The program that the learner starts with. */
export const starter = `#include <linux/bpf.h>

static int parse_ethhdr(void *pos)
{
	return 0;
}
`;

const place = { file: '/home/learner/prog.c', line: 5, column: 2, text: '\treturn 0;' };

const result = (id: string, more: Partial<CheckResult>): CheckResult => ({
  id,
  kind: 'vector',
  level: 'must',
  title: both(id),
  state: 'pass',
  code: 'ok',
  message: both('As it should be.'),
  expected: '',
  actual: '',
  evidence: [],
  ms: 3,
  ...more,
});

const frame = 'ffffffffffff02000000000108060001';

/** A report in which the verifier rejects the program and one packet comes out with another type. */
export const failing: CheckReport = {
  lesson: 'packets',
  assignment: 'bounds',
  rev: 1,
  verdict: 'fail',
  summary: both('The verifier rejects the program.'),
  ms: 110,
  stages: [{ name: 'build', state: 'pass', ms: 90 }],
  checks: [
    result('load', {
      kind: 'load',
      title: both('The verifier accepts it'),
      state: 'fail',
      code: 'packet-bounds',
      message: both('A byte is read that no comparison vouched for.'),
      expected: 'accepted',
      actual: 'invalid access to packet',
      evidence: [{ kind: 'place', place, said: 'invalid access to packet' }],
    }),
    result('others', {
      title: both('Other packets pass'),
      state: 'fail',
      evidence: [
        {
          kind: 'packet',
          case: 'arp',
          rule: 'eth/arp',
          frame,
          expectedAction: 'XDP_PASS',
          actualAction: 'XDP_DROP',
          output: frame.replace('0806', '86dd'),
          state: 'fail',
        },
      ],
    }),
  ],
  hint: { id: 'end', text: both('Ask where the header ends.'), shows: 'parser' },
  failure: null,
  counters: null,
  commands: [{ argv: ['clang', '-c', "it's.c"], exitCode: 0, ms: 90 }],
};

const empty: Progress = { last: null, assignments: {}, setAside: null };

/** A small lab that keeps to the contract: it remembers what was asked of it, and can be told what to answer. */
export const labDouble = (own: Partial<Handlers<LabContract>> = {}) => {
  const listeners = new Set<Emit<LabContract>>();
  const asked: { readonly name: string; readonly input: unknown }[] = [];
  let terminals = 0;
  const emit: Emit<LabContract> = (name, event) => {
    for (const listener of listeners) listener(name, event);
  };
  const labState = labStateDouble(emit);
  const handlers: Partial<Handlers<LabContract>> = {
    ...labState.handlers,
    'lessons.list': () => Promise.resolve(succeed({ lessons: [lesson], unreadable: [] })),
    'lessons.read': () => Promise.resolve(succeed(lesson)),
    ...filesDouble(starter, failing, emit),
    'progress.read': () => Promise.resolve(succeed(empty)),
    'progress.visit': () => Promise.resolve(succeed({})),
    'progress.answer': ({ choice }) =>
      Promise.resolve(
        succeed({ right: choice === 'range', answer: 'range', why: both('Not one byte is proven.') }),
      ),
    'terminal.list': () => Promise.resolve(succeed({ terminals: [] })),
    'terminal.open': () => Promise.resolve(succeed({ terminal: `terminal-${String(++terminals)}` })),
    'terminal.write': () => Promise.resolve(succeed({})),
    'terminal.resize': () => Promise.resolve(succeed({})),
    'terminal.acknowledge': () => Promise.resolve(succeed({})),
    'terminal.close': () => Promise.resolve(succeed({})),
    ...own,
  };
  const remembering = Object.keys(contract.calls).map((name) => {
    const handler = handlers[name as keyof typeof handlers] as ((...args: unknown[]) => unknown) | undefined;
    const answer = (input: unknown, context: unknown) => {
      asked.push({ name, input });
      return handler
        ? handler(input, context)
        : Promise.resolve(fail(labFailure('unsupported', { thing: name })));
    };
    return [name, answer] as const;
  });
  const service: Service<LabContract> = {
    handlers: Object.fromEntries(remembering) as unknown as Handlers<LabContract>,
    subscribe: (emit) => {
      listeners.add(emit);
      emit('lab.state', labState.current());
      return () => {
        listeners.delete(emit);
      };
    },
  };
  return { service, emit, asked, changeState: labState.change };
};
