import type { Finding, Text } from '../../contract/index.ts';
import { nodeProblem } from '../../setup/node-version.mjs';
import { installing } from './cure.ts';
import type { Observations, WayToRoot } from './observations.ts';

const ok = { state: 'ok', cure: null } as const;

/** The Node that runs the lab. */
export const judgeNode = ({ nodeVersion }: Observations): Finding => {
  const found = { id: 'node', title: { en: 'Node', ja: 'Node' }, evidence: nodeVersion };
  if (nodeProblem(nodeVersion) === null) {
    return { ...found, ...ok, message: { en: 'Node runs the lab.', ja: 'ラボを動かします。' } };
  }
  return {
    ...found,
    state: 'missing',
    message: { en: 'This Node is too old.', ja: 'この Node は古すぎます。' },
    cure: {
      en: 'Install Node 20.19 or newer from https://nodejs.org.',
      ja: 'https://nodejs.org から Node 20.19 以降を入れてください。',
    },
  };
};

/** The headers that every program includes, told by compiling one. */
export const judgeHeaders = ({ trialBuild, tools, distribution }: Observations): Finding => {
  const found = {
    id: 'headers',
    title: { en: 'BPF headers', ja: 'BPF のヘッダー' },
    evidence: trialBuild.output.trim(),
  };
  if (trialBuild.compiled) {
    return {
      ...found,
      ...ok,
      message: {
        en: 'A program that includes <linux/bpf.h> and <bpf/bpf_helpers.h> compiles.',
        ja: '<linux/bpf.h> と <bpf/bpf_helpers.h> を含むプログラムをコンパイルできます。',
      },
    };
  }
  if (tools.clang === undefined) {
    return {
      ...found,
      state: 'missing',
      message: {
        en: 'The headers could not be tried, since clang is not there.',
        ja: 'clang がないため、ヘッダーを試せませんでした。',
      },
      cure: installing(['clang'], distribution),
    };
  }
  const headers = ['bpf/bpf_helpers.h', 'linux/bpf.h', 'asm/types.h', 'stdint.h'];
  return {
    ...found,
    state: 'missing',
    message: {
      en: 'A program that includes <linux/bpf.h> and <bpf/bpf_helpers.h> does not compile.',
      ja: '<linux/bpf.h> と <bpf/bpf_helpers.h> を含むプログラムをコンパイルできません。',
    },
    cure: installing(headers, distribution),
  };
};

const ways: Record<WayToRoot, Text> = {
  root: { en: 'The lab runs as root.', ja: 'ラボは管理者権限で動いています。' },
  sudo: {
    en: 'sudo gives root without a password.',
    ja: 'sudo により、パスワードなしで管理者権限を得られます。',
  },
  pkexec: {
    en: 'A window asks for your password when root is needed (pkexec).',
    ja: '管理者権限が必要なとき、パスワードを尋ねるウィンドウが開きます(pkexec)。',
  },
  none: { en: 'No way to root was found.', ja: '管理者権限を得る方法が見つかりません。' },
};

/** Whether the helper can be started as root. That it answered the probe is the best proof there is. */
export const judgeRoot = ({ wayToRoot, probes }: Observations): Finding => {
  const found = { id: 'root', title: { en: 'Root', ja: '管理者権限' } };
  const answered = probes.ok;
  if (answered && wayToRoot === 'none') {
    return {
      ...found,
      ...ok,
      message: { en: 'Root was given when asked for.', ja: '求めに応じて管理者権限が与えられました。' },
      evidence: 'helper.probe',
    };
  }
  if (answered) return { ...found, ...ok, message: ways[wayToRoot], evidence: wayToRoot };
  return {
    ...found,
    // The learner's own choice, which the lab respects and works around.
    state: probes.failure.code === 'not-allowed' ? 'limited' : 'missing',
    message: probes.failure.message,
    evidence: probes.failure.detail || wayToRoot,
    cure: probes.failure.fix ?? {
      en: 'Start the lab with sudo. Reading, editing and compiling work without.',
      ja: 'sudo を付けて起動してください。読む・編集する・コンパイルすることは権限なしでもできます。',
    },
  };
};
