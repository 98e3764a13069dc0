import { refuse } from '../text-error.ts';

/** A parameter as written: by name or by its place. Positions count characters from 0. */
export interface ArgumentSyntax {
  readonly key: string | undefined;
  readonly keyPosition: number;
  readonly text: string;
  readonly quoted: boolean;
  readonly position: number;
}

/** A layer as written: `vlan(7, pcp=3)`. */
export interface LayerSyntax {
  readonly word: string;
  readonly position: number;
  readonly arguments: readonly ArgumentSyntax[];
}

/** Walks over a text; every `read` and `skip` starts after blanks. */
const createScanner = (text: string) => {
  let position = 0;
  const skipBlanks = () => {
    while (/\s/.test(text.charAt(position))) position++;
  };
  const found = () => (position < text.length ? `"${text.charAt(position)}"` : 'the end');
  return {
    get position() {
      skipBlanks();
      return position;
    },
    /** Whether the text goes on with `sign`, which is then passed over. */
    skip(sign: string): boolean {
      skipBlanks();
      if (!text.startsWith(sign, position)) return false;
      position += sign.length;
      return true;
    },
    ended(): boolean {
      skipBlanks();
      return position >= text.length;
    },
    read(pattern: RegExp, expected: string): string {
      skipBlanks();
      const [match = ''] = new RegExp(pattern.source, 'y').exec(text.slice(position)) ?? [];
      if (match === '') refuse(position, expected, found());
      position += match.length;
      return match.trimEnd();
    },
    refuse: (expected: string): never => {
      skipBlanks();
      return refuse(position, expected, found());
    },
  };
};
type Scanner = ReturnType<typeof createScanner>;

const readValue = (scanner: Scanner): Pick<ArgumentSyntax, 'text' | 'quoted' | 'position'> => {
  const position = scanner.position;
  if (!scanner.skip('"')) return { text: scanner.read(/[^,()/="]+/, 'a value'), quoted: false, position };
  const text = scanner.skip('"') ? '' : scanner.read(/[^"]+/, 'text');
  if (text !== '' && !scanner.skip('"')) scanner.refuse('a closing "');
  return { text, quoted: true, position };
};

const readArgument = (scanner: Scanner): ArgumentSyntax => {
  const first = readValue(scanner);
  if (first.quoted || !scanner.skip('=')) return { key: undefined, keyPosition: first.position, ...first };
  return { key: first.text, keyPosition: first.position, ...readValue(scanner) };
};

const readArguments = (scanner: Scanner): ArgumentSyntax[] => {
  const list: ArgumentSyntax[] = [];
  if (!scanner.skip('(') || scanner.skip(')')) return list;
  do list.push(readArgument(scanner));
  while (scanner.skip(','));
  if (!scanner.skip(')')) scanner.refuse('"," or ")"');
  return list;
};

/** Splits a text of the packet language into layers; ends the reading (see `parsing`) at the first sign out of place. */
export const parseLayers = (text: string): LayerSyntax[] => {
  const scanner = createScanner(text);
  const layers: LayerSyntax[] = [];
  do {
    const position = scanner.position;
    const word = scanner.read(/[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)?/, 'the name of a layer');
    layers.push({ word, position, arguments: readArguments(scanner) });
  } while (scanner.skip('/'));
  if (!scanner.ended()) scanner.refuse(layers.at(-1)?.arguments.length === 0 ? '"(" or "/"' : '"/"');
  return layers;
};
