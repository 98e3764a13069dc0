import { refuse } from '../text-error.ts';

/** A sign of a display filter. `word` is a name, number or address; `text` of a string is what stands between the quotes. */
export interface Token {
  readonly kind: 'word' | 'string' | 'sign' | 'slice' | 'end';
  readonly text: string;
  readonly position: number;
}

const signs = [
  '===',
  '!==',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '..',
  '~=',
  '<',
  '>',
  '!',
  '~',
  '&',
  '(',
  ')',
  '{',
  '}',
  ',',
];

const readString = (text: string, start: number, raw: boolean): { value: string; end: number } => {
  let value = '';
  for (let index = start + 1; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '"') return { value, end: index + 1 };
    if (character !== '\\' || raw) {
      value += character;
      continue;
    }
    const hex = /^x[0-9a-f]{2}/i.exec(text.slice(index + 1))?.[0];
    if (hex) value += String.fromCharCode(Number.parseInt(hex.slice(1), 16));
    else value += text.charAt(index + 1);
    index += hex ? hex.length : 1;
  }
  return refuse(text.length, 'a closing "', 'the end');
};

/** Splits a display filter into its signs; ends the reading (see `parsing`) at a character that starts none. */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const rest = text.slice(position);
    const blank = /^\s+/.exec(rest)?.[0];
    if (blank) {
      position += blank.length;
      continue;
    }
    const raw = /^r"/i.test(rest);
    if (raw || rest.startsWith('"')) {
      const { value, end } = readString(text, position + Number(raw), raw);
      tokens.push({ kind: 'string', text: value, position });
      position = end;
      continue;
    }
    const slice = /^\[[^\]]*\]/.exec(rest)?.[0];
    // Two dots belong to a range, never to a name, a number or an address.
    const word = /^(?:(?!\.\.)[A-Za-z0-9_.:/#-])+/.exec(rest)?.[0];
    const sign = signs.find((one) => rest.startsWith(one));
    const found = slice ?? word ?? sign;
    if (found === undefined)
      return refuse(position, 'a field name, a value or an operator', `"${text.charAt(position)}"`);
    tokens.push({ kind: slice ? 'slice' : word ? 'word' : 'sign', text: found, position });
    position += found.length;
  }
  tokens.push({ kind: 'end', text: '', position });
  return tokens;
};
