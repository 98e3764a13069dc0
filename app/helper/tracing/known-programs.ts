/** A program as its events are to name it. */
export interface KnownProgram {
  /** Null where nobody can say it any more. */
  readonly name: string | null;
  /** The environment it belongs to; null for a program that is not of this lab's environments. */
  readonly environment: string | null;
}

/** Which program ids a lab has attached or seen: the kernel gives an id once, so that what was known stays true. */
export interface KnownPrograms {
  readonly note: (id: number, program: KnownProgram) => void;
  readonly of: (id: number) => KnownProgram | undefined;
}

/** Programs beyond so many are forgotten, the oldest first: their events are long over. */
const mostPrograms = 4096;

export const createKnownPrograms = (): KnownPrograms => {
  const known = new Map<number, KnownProgram>();
  return {
    note: (id, program) => {
      known.set(id, program);
      const [oldest] = known.keys();
      if (known.size > mostPrograms && oldest !== undefined) known.delete(oldest);
    },
    of: (id) => known.get(id),
  };
};
