import type { CheckSpec } from '../../lessons/schema.ts';
import { passed, type Judgement } from './judgement.ts';

type SourceSpec = Extract<CheckSpec, { kind: 'source' }>;

/** Style only: does the code (comments blanked out) hold a pattern? */
export const judgeSource = ({ pattern, present }: SourceSpec, code: string): Judgement => {
  const found = new RegExp(pattern).exec(code);
  const wish = present ? 'present' : 'absent';
  if ((found !== null) === present) {
    return passed({
      message: { en: 'As recommended.', ja: 'おすすめの書き方です。' },
      expected: wish,
      ms: 0,
    });
  }
  return {
    state: 'fail',
    code: present ? 'pattern-absent' : 'pattern-present',
    message: present
      ? {
          en: 'It works, but there is a better way to write it.',
          ja: '動きますが、もっと良い書き方があります。',
        }
      : {
          en: `It works, but “${found?.[0]}” is better avoided.`,
          ja: `動きますが、「${found?.[0]}」は避けるほうがよいでしょう。`,
        },
    expected: wish,
    actual: present ? 'absent' : 'present',
    evidence: [],
    ms: 0,
  };
};
