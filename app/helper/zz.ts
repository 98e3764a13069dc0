import '../engine/index.ts';
export {};
