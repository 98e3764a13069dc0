import type { DryLoad } from '../../../helper/contract/index.ts';
import { explainRejection } from '../../verifier/explain.ts';
import type { ProgramSource } from '../../workspace/program-source.ts';
import { passed, type Judgement } from './judgement.ts';

/** Does the kernel take it? If not: the class of the rejection, the line, and the log. */
export const judgeLoad = async (
  load: DryLoad,
  source: ProgramSource,
  object: Uint8Array | null,
): Promise<Judgement> => {
  const { ms } = load;
  if (load.accepted) {
    return passed({
      message: { en: 'The verifier accepts it.', ja: '検証器が受け入れました。' },
      expected: 'accepted',
      ms,
    });
  }
  const { class: kind, place, sentence, reason } = await explainRejection(load.log, source, object);
  const at = place ? `${place.file}:${place.line}: ` : '';
  return {
    state: 'fail',
    code: kind,
    message: { en: `${at}${sentence.en}`, ja: `${at}${sentence.ja}` },
    expected: 'accepted',
    actual: `rejected: ${kind}`,
    evidence: [
      ...(place ? [{ kind: 'place' as const, place, said: reason }] : []),
      { kind: 'log', text: load.log },
    ],
    ms,
  };
};
