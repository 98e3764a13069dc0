export { benchEnvironment, type EnvironmentFigures } from './environment.ts';
export { BenchError, type Bench } from './lab.ts';
export { benchLoop, type LoopFigures } from './loop.ts';
export { benchStart, type StartFigures } from './start.ts';
