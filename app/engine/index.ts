export type { HelperProgram } from '../helper/elevate/index.ts';
export { createEngine, type Engine } from './engine.ts';
export { hostWithoutDesktop, type Host } from './host.ts';
export { tooLargeToOpen } from './largest-opened.ts';
export { findRoot } from './root.ts';
export { writeAtomically } from './workspace/atomic-write.ts';
export { orDiskFailure } from './workspace/disk-failure.ts';
