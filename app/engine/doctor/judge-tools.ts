import type { Finding } from '../../contract/index.ts';
import { installing } from './cure.ts';
import type { Observations } from './observations.ts';
import { labTools, type LabTool } from './tool-table.ts';

/** The first clang whose BPF back end and BTF the lessons' programs get by with. */
const oldestClang = 11;

/** One finding per tool. */
export const judgeTools = (seen: Observations): Finding[] => labTools.map((tool) => judgeTool(tool, seen));

const judgeTool = ({ id, use, needed }: LabTool, { tools, distribution }: Observations): Finding => {
  const title = { en: id, ja: id };
  const lacking = needed ? 'missing' : 'limited';
  const tool = tools[id];
  if (tool === undefined) {
    return {
      id,
      title,
      state: lacking,
      message: { en: `${id} is not installed: it ${use.en}.`, ja: `${id} がありません(用途: ${use.ja})。` },
      evidence: '',
      cure: installing([id], distribution),
    };
  }
  const evidence = tool.said === '' ? tool.path : `${tool.path}: ${tool.said}`;
  if (!tool.runs) {
    return {
      id,
      title,
      state: lacking,
      message: {
        en: `${id} is installed but does not run: it ${use.en}.`,
        ja: `${id} はありますが、動きません(用途: ${use.ja})。`,
      },
      evidence,
      cure: installing([id], distribution),
    };
  }
  if (id === 'clang' && clangMajor(tool.said) < oldestClang) {
    return {
      id,
      title,
      state: 'missing',
      message: {
        en: `This clang is too old: version ${oldestClang} or newer is needed.`,
        ja: `この clang は古すぎます。バージョン ${oldestClang} 以降が必要です。`,
      },
      evidence,
      cure: installing([id], distribution),
    };
  }
  return {
    id,
    title,
    state: 'ok',
    message: { en: `It ${use.en}.`, ja: `用途: ${use.ja}` },
    evidence,
    cure: null,
  };
};

/** Distributions put words before it ("Debian clang version 14.0.6"). Without a number nothing is held against it. */
const clangMajor = (said: string): number => Number(/clang version (\d+)/.exec(said)?.[1] ?? Infinity);
