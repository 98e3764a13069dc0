import type { AttachedProgram } from '../../../contract/index.ts';
import type { AssignmentSpec, CheckSpec } from '../../lessons/schema.ts';
import { passed, type Judgement } from './judgement.ts';

type AttachedSpec = Extract<CheckSpec, { kind: 'attached' }>;

/** Does the program sit on the interface, in the mode asked for? */
export const judgeAttached = (
  spec: AttachedSpec,
  { attach }: AssignmentSpec,
  { interface: on, mode, name }: AttachedProgram,
  ms: number,
): Judgement => {
  const wanted = spec.mode ?? attach.mode;
  const expected = `${attach.program} (${wanted})`;
  const actual = `${name} (${mode})`;
  const message = { en: `${on} carries ${actual}.`, ja: `${on} には ${actual} が付いています。` };
  if (mode === wanted && isNamed(name, attach.program)) return passed({ message, expected, ms });
  return { state: 'fail', code: 'wrong-program', message, expected, actual, evidence: [], ms };
};

/** Without BTF the kernel knows only the first 15 bytes of a name (BPF_OBJ_NAME_LEN − 1). */
const isNamed = (kernelName: string, name: string): boolean =>
  kernelName === name || kernelName === name.slice(0, 15);
