import type { CheckSpec } from '../../lessons/schema.ts';
import type { Build } from '../../build/compile.ts';
import { passed, type Judgement } from './judgement.ts';

type BuildSpec = Extract<CheckSpec, { kind: 'build' }>;

/** Does it compile, and without warnings where the lesson forbids them? */
export const judgeBuild = (spec: BuildSpec, { object, diagnostics, output, ms }: Build): Judgement => {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  const warning =
    spec.warnings === 'forbid' ? diagnostics.find(({ severity }) => severity === 'warning') : undefined;
  const told = error ?? warning;
  if (object && !told) {
    return passed({ message: { en: 'It compiles.', ja: 'コンパイルできました。' }, expected: 'object', ms });
  }
  const place = told && `${told.place.file}:${told.place.line}`;
  return {
    state: 'fail',
    code: object ? 'warning' : 'clang-failed',
    message: {
      en: place ? `clang stops at ${place}: ${told.message}` : 'clang failed.',
      ja: place ? `clang が ${place} で止まりました: ${told.message}` : 'clang が失敗しました。',
    },
    expected: 'object',
    actual: told ? `${told.severity}: ${told.message}` : 'no object',
    evidence: [
      ...(told ? [{ kind: 'place' as const, place: told.place, said: told.message }] : []),
      { kind: 'log', text: output },
    ],
    ms,
  };
};
