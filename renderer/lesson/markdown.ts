import markdownIt from 'markdown-it';
import { highlightC } from './highlight.ts';

/** What the prose points at, as the page has it now. */
export interface Surroundings {
  /** The code of a region; undefined where the learner's code has none. */
  readonly region: (name: string) => string | undefined;
  /** The sentence in its place. */
  readonly noCode: (name: string) => string;
}

const regionLine = /^\{region:([a-z0-9-]+)\}\s*$/;
const packet = /\{packet:([a-z0-9-]+)\/([a-z0-9-]+)\}/y;

const isSurroundings = (value: unknown): value is Surroundings =>
  typeof value === 'object' && value !== null && 'region' in value && 'noCode' in value;

const highlight = (code: string, language: string): string => (language === 'c' ? highlightC(code) : '');

// HTML is off: what stands in the prose as a tag is shown as text.
const renderer = markdownIt({ html: false, linkify: false, typographer: false, highlight });

renderer.block.ruler.before('paragraph', 'region', (state, line, _end, silent) => {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const [, name] = regionLine.exec(state.src.slice(start, state.eMarks[line])) ?? [];
  if (name === undefined) return false;
  if (silent) return true;
  state.push('region', '', 0).content = name;
  state.line = line + 1;
  return true;
});

// The page has one title, the assignment's: a lesson's own stands below it, level with the steps.
renderer.core.ruler.push('one-title', ({ tokens }) => {
  for (const token of tokens) if (token.tag === 'h1') token.tag = 'h2';
});

renderer.inline.ruler.before('escape', 'packet', (state, silent) => {
  packet.lastIndex = state.pos;
  const found = packet.exec(state.src);
  if (!found) return false;
  if (!silent) state.push('packet', '', 0).content = `${found[1] ?? ''}/${found[2] ?? ''}`;
  state.pos = packet.lastIndex;
  return true;
});

renderer.renderer.rules.region = (tokens, index, _options, env: unknown) => {
  const name = tokens[index]?.content ?? '';
  if (!isSurroundings(env)) return '';
  const code = env.region(name);
  if (code === undefined) return `<p class="missing">${renderer.utils.escapeHtml(env.noCode(name))}</p>`;
  return `<pre class="region" data-region="${name}"><code>${highlightC(code)}</code></pre>`;
};

renderer.renderer.rules.packet = (tokens, index) => {
  const content = tokens[index]?.content ?? '';
  return `<button type="button" class="chip" data-packet="${content}">${content.split('/')[1] ?? ''}</button>`;
};

/** A piece of a lesson's prose as HTML: CommonMark, and the lab's `{region:…}` and `{packet:…}`. */
export const renderMarkdown = (markdown: string, surroundings: Surroundings): string =>
  renderer.render(markdown, { ...surroundings });
