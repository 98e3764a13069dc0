export * from './groups.ts';
export * from './read-exception.ts';
export * from './read-line.ts';
export * from './task-numbers.ts';
