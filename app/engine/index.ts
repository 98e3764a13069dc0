export { createEngine, type Engine } from './engine.ts';
export { findRoot } from './root.ts';
