import type { CallContext, Outcome, OutputOf } from '../../../contract/index.ts';
import type { HelperContract } from '../../../helper/contract/index.ts';
import type { HelperLink } from '../../lab/helper-link.ts';
import type { AssignmentSpec } from '../../lessons/schema.ts';

/** Another environment than the lesson's own, asked for by name and number. */
export interface Place {
  readonly name: string;
  readonly number: number;
}

/** Tried where the lesson's number is taken: high, since people who choose one begin at the low end. */
const spareNumbers = [251, 252, 253];

/**
 * Brings an assignment's environment up. No check depends on its number, so where another environment has the lesson's
 * (`env up` gives 1, too) a spare one is taken; a number that was asked for is not replaced.
 */
export const bringUp = async (
  helper: HelperLink,
  { environment: { name, number, vlan, legacyIp } }: AssignmentSpec,
  place: Place | undefined,
  context: CallContext,
): Promise<Outcome<OutputOf<HelperContract, 'env.up'>>> => {
  const up = (chosen: Place) => helper.call('env.up', { ...chosen, vlan, legacyIp }, context);
  if (place) return up(place);
  const wanted = await up({ name, number });
  for (const spare of spareNumbers) {
    if (wanted.ok || wanted.failure.code !== 'number-in-use') break;
    const other = await up({ name, number: spare });
    if (other.ok) return other;
  }
  return wanted;
};
