export type { Channel } from './channel.ts';
export { connect } from './connect.ts';
export type { Client } from './connect.ts';
export { memoryChannelPair } from './memory.ts';
export { serve } from './serve.ts';
