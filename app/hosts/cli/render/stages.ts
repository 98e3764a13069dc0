import type { Language, Stage, StageName, Text } from '../../../contract/index.ts';
import { stateGlyph } from './glyphs.ts';
import { duration } from './layout.ts';
import type { Style } from './style.ts';

const names: Record<StageName, Text> = {
  build: { en: 'build', ja: 'ビルド' },
  load: { en: 'load', ja: 'ロード' },
  vectors: { en: 'vectors', ja: 'ベクター' },
  environment: { en: 'environment', ja: '環境' },
  attach: { en: 'attach', ja: 'アタッチ' },
  traffic: { en: 'traffic', ja: '通信' },
};

/** The way a grading went, on one line: `build ✓ 93 ms · load ✓ 4.1 ms · vectors ✗ 8.0 ms`. */
export const renderStages = (stages: readonly Stage[], language: Language, style: Style): string =>
  stages
    .map(({ name, state, ms }) => {
      const time = state === 'stale' ? '' : ` ${style.dim(duration(ms))}`;
      return `${names[name][language]} ${stateGlyph(state, style)}${time}`;
    })
    .join(' · ');
