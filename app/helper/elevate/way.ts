import type { Channel } from '../../rpc/index.ts';

/** The ways to a helper that runs as root, in the order in which they are tried. */
export const elevationWays = ['root', 'sudo', 'pkexec', 'sudo-prompt'] as const;
export type ElevationWay = (typeof elevationWays)[number];

/** The helper's file, and the program that runs it; null where the file starts by itself. */
export interface HelperProgram {
  readonly path: string;
  readonly interpreter: string | null;
}

/** What to start: a program and its arguments. `label` is the name that a password dialog may show. */
export interface Launch {
  readonly command: readonly [string, ...string[]];
  readonly label: string;
}

/** How a started program ended; `said` is the end of what it wrote to stderr. */
export interface Ending {
  readonly exitCode: number | null;
  readonly said: string;
}

/** A helper that was started and has not spoken yet. */
export interface Started {
  /** Stays pending where root is never granted. */
  readonly channel: Promise<Channel>;
  readonly ended: Promise<Ending>;
  /** Signals the program. Without effect where it runs as another user already. */
  readonly signal: (signal: 'SIGTERM' | 'SIGKILL') => void;
}

/**
 * What an ending before the first word means. `unavailable`: this way cannot work here, nobody was asked, the next may.
 * `refused`: a person or a rule said no, which the next way must not ask again. `broken`: root was granted, and the
 * helper itself failed.
 */
export type Judgement = 'unavailable' | 'refused' | 'broken';

/** One way to root. */
export interface Way {
  readonly name: ElevationWay;
  /** How long it may take until the helper speaks: long where somebody types a password. */
  readonly patienceMs: number;
  /** Starts it, or says in the system's words why it cannot be tried here. */
  readonly start: (launch: Launch) => Started | { readonly unavailable: string };
  readonly judge: (ending: Ending) => Judgement;
}
