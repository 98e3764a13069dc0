export { buildFrame, type BuildResult, type FrameSpec } from './language/build-frame.ts';
export type { TextError } from './text-error.ts';
