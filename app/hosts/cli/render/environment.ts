import type { Environment, Language } from '../../../contract/index.ts';
import { table } from './layout.ts';
import { programLine } from './program.ts';
import type { Style } from './style.ts';

const words = {
  outer: { en: 'outer', ja: 'outer 側' },
  inner: { en: 'inner', ja: 'inner 側' },
  rootNamespace: { en: 'root namespace', ja: 'ルート名前空間' },
  namespace: { en: 'namespace', ja: '名前空間' },
  program: { en: 'program', ja: 'プログラム' },
  noProgram: { en: 'none attached', ja: 'アタッチなし' },
  vlan: {
    none: { en: 'none', ja: 'なし' },
    '8021q': { en: 'ids 1 and 2, by the 8021q module', ja: 'ID 1 と 2(8021q モジュール)' },
    clsact: {
      en: 'ids 1 and 2, by the lab’s clsact programs (this kernel has no 8021q)',
      ja: 'ID 1 と 2(ラボの clsact プログラム。このカーネルに 8021q がないため)',
    },
  },
  kept: { en: 'kept until env down', ja: 'env down まで残る' },
  held: { en: 'held by process', ja: '使用中のプロセス' },
  none: {
    en: 'There is no environment. Make one with: xdp-lab env up --name veth-lab',
    ja: '環境はありません。次で作れます: xdp-lab env up --name veth-lab',
  },
};

/** An environment with both ends and their addresses. */
export const renderEnvironment = (environment: Environment, language: Language, style: Style): string => {
  const { name, number, vlan, outer, inner, program } = environment;
  const rows = [
    ...endRows(words.outer[language], outer, words.rootNamespace[language], style),
    ...endRows(words.inner[language], inner, `${words.namespace[language]} ${name}`, style),
    [style.dim('VLAN'), words.vlan[vlan][language]],
    [style.dim(words.program[language]), program ? programLine(program, style) : words.noProgram[language]],
  ];
  return `${style.bold(name)}  ${style.dim(`N=${number} · ${holding(environment, language)}`)}\n${table(rows, 2)}\n`;
};

/** All environments, one a line. */
export const renderEnvironments = (
  environments: readonly Environment[],
  language: Language,
  style: Style,
): string => {
  if (environments.length === 0) return `${words.none[language]}\n`;
  const rows = environments.map((environment) => [
    style.bold(environment.name),
    `N=${environment.number}`,
    environment.outer.addresses[0] ?? '',
    environment.vlan === 'none' ? '' : `VLAN (${environment.vlan})`,
    environment.legacyIp ? 'IPv4' : '',
    environment.program?.name ?? '',
    style.dim(holding(environment, language)),
  ]);
  return table(rows, 0) + '\n';
};

const holding = ({ keep, heldBy }: Environment, language: Language): string =>
  [
    ...(keep ? [words.kept[language]] : []),
    ...(heldBy === null ? [] : [`${words.held[language]} ${heldBy}`]),
  ].join(', ');

const endRows = (label: string, end: Environment['outer'], place: string, style: Style): string[][] => [
  [style.dim(label), `${end.interface}  ${style.dim(`${place}, ${end.mac}`)}`],
  ...end.addresses.map((address) => ['', address]),
];
