import {
  fail,
  labFailure,
  succeed,
  type CallContext,
  type Outcome,
  type RanCommand,
} from '../../../contract/index.ts';
import type { DryLoad, FrameRun } from '../../../helper/contract/index.ts';
import { buildFrame } from '../../../packet/index.ts';
import type { HelperLink } from '../../lab/helper-link.ts';
import type { AssignmentSpec } from '../../lessons/schema.ts';

/** One frame of a vector check, as it goes in and as it came out. */
export interface VectorRun {
  readonly check: string;
  readonly case: string;
  readonly input: Uint8Array;
  readonly action: number;
  readonly output: Uint8Array;
}

/** What the kernel said of the object, and what each frame became. Vectors are empty where it was rejected. */
export interface DryObservation {
  readonly load: DryLoad;
  readonly vectors: VectorRun[];
  readonly vectorsMs: number;
  readonly commands: RanCommand[];
}

interface VectorInput {
  readonly check: string;
  readonly case: string;
  readonly input: Uint8Array;
}

const built = new WeakMap<AssignmentSpec, Outcome<VectorInput[]>>();

/** The frames of every vector check, built once; a mistake in one names the lesson's check and case. */
export const vectorInputs = (spec: AssignmentSpec): Outcome<VectorInput[]> => {
  const inputs = built.get(spec) ?? buildInputs(spec);
  built.set(spec, inputs);
  return inputs;
};

const buildInputs = (spec: AssignmentSpec): Outcome<VectorInput[]> => {
  const inputs: VectorInput[] = [];
  for (const [check, checkSpec] of Object.entries(spec.checks)) {
    if (checkSpec.kind !== 'vector') continue;
    for (const [id, { frame }] of Object.entries(checkSpec.cases)) {
      const result = buildFrame(frame);
      if (!result.ok) {
        return fail(
          labFailure('lesson-invalid', { thing: `${spec.id}: ${check}/${id}: ${result.error.message}` }),
        );
      }
      inputs.push({ check, case: id, input: result.frame });
    }
  }
  return succeed(inputs);
};

/** Loads an object without attaching it, and runs the given frames through it. */
export const observeDry = async (
  helper: HelperLink,
  { attach }: AssignmentSpec,
  object: Buffer,
  inputs: readonly VectorInput[],
  context: CallContext,
): Promise<Outcome<DryObservation>> => {
  const dry = await helper.call(
    'program.dryRun',
    {
      object: object.toString('base64'),
      program: attach.program,
      frames: inputs.map(({ input }) => Buffer.from(input).toString('base64')),
    },
    context,
  );
  if (!dry.ok) return dry;
  const { load, runs, runMs, commands } = dry.value;
  const vectors = inputs.flatMap((vector, index) => {
    const run: FrameRun | undefined = runs[index];
    return run ? [{ ...vector, action: run.action, output: Buffer.from(run.frame, 'base64') }] : [];
  });
  return succeed({ load, vectors, vectorsMs: runMs, commands });
};
