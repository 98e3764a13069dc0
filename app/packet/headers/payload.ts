import type { HeaderDefinition } from './definition.ts';

/** Bytes no header explains. The builder makes them by length, by hexadecimal digits or from text. */
export const payload: HeaderDefinition = {
  protocol: 'data',
  title: 'Data',
  lengthBytes: 0,
  fields: [],
  tail: {
    name: 'data.data',
    label: 'Data',
    key: 'hex',
    multiple: 1,
    pad: () => new Uint8Array(),
    until: 'message-end',
  },
  numbers: {},
  words: [{ word: 'payload', positional: ['len'] }],
};

/** What lies behind the end that the headers state: padding up to Ethernet's minimum, or what a lying length leaves over. */
export const trailer: HeaderDefinition = {
  protocol: 'eth.trailer',
  title: 'Trailer',
  lengthBytes: 0,
  fields: [],
  tail: {
    name: 'eth.trailer',
    label: 'Trailer',
    key: 'hex',
    multiple: 1,
    pad: () => new Uint8Array(),
    until: 'message-end',
  },
  numbers: {},
  words: [],
};

/** Payload of a length: 0, 1, 2 … 255, 0 …, so that a byte's place can be seen. */
export const countingBytes = (lengthBytes: number): Uint8Array =>
  Uint8Array.from({ length: lengthBytes }, (_, index) => index % 256);
