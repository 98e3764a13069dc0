import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../renderer/lesson/markdown.ts';
import { regionOf } from '../../../renderer/lesson/region.ts';
import { sectionsFor, sectionsOf } from '../../../renderer/lesson/sections.ts';
import { lesson } from './double.ts';

const surroundings = {
  region: (name: string) => (name === 'parser' ? 'int a < 2;' : undefined),
  noCode: (name: string) => `no <${name}>`,
};

test('prose is cut at its anchored headings, one section a step', () => {
  const sections = sectionsOf(lesson.prose.en);
  expect(sections.map(({ assignment, step, title }) => [assignment, step, title])).toEqual([
    [null, null, ''],
    ['bounds', 'look', 'Look'],
    ['bounds', 'mend', 'Mend it'],
    ['ports', 'look', 'Ports'],
  ]);
  expect(sections[0]?.markdown).toBe('# Packets\n\nThe introduction.');
});

test('a heading within a fence is code', () => {
  const prose = '## A {#one/a}\n\n````\n```\n## B {#one/b}\n````\n\n## C {#one/c}';
  expect(sectionsOf(prose).map(({ step }) => step)).toEqual([null, 'a', 'c']);
});

test('the introduction stands before the first assignment only', () => {
  const sections = sectionsOf(lesson.prose.en);
  expect(sectionsFor(sections, 'bounds', true)).toHaveLength(3);
  expect(sectionsFor(sections, 'ports', false)).toHaveLength(1);
});

test('a lesson’s own title stands below the assignment’s, level with the steps', () => {
  expect(renderMarkdown('# Packets\n\n### Why', surroundings)).toBe('<h2>Packets</h2>\n<h3>Why</h3>\n');
});

test('HTML in the prose is text', () => {
  expect(renderMarkdown('<b>x</b> <img src=x onerror=alert(1)>', surroundings)).not.toMatch(/<b>|<img/);
  expect(renderMarkdown('[x](javascript:alert(1))', surroundings)).not.toContain('href');
});

test('a region shows the code it names, and says where there is none', () => {
  expect(renderMarkdown('{region:parser}', surroundings)).toMatch(/<pre class="region".*&#60;/);
  expect(renderMarkdown('{region:other}', surroundings)).toContain('no &lt;other&gt;');
  expect(renderMarkdown('`{region:parser}`', surroundings)).not.toContain('<pre');
});

test('a packet becomes a chip, but not within code', () => {
  expect(renderMarkdown('See {packet:others/arp}.', surroundings)).toContain(
    'data-packet="others/arp">arp</button>.',
  );
  expect(renderMarkdown('`{packet:others/arp}`', surroundings)).not.toContain('button');
});

const source = `#include <a.h>
/* vlan_hdr is defined below { */
struct vlan_hdr {
	int tci;
};

int first(void);

/* What it does. */
static __always_inline int
first(void)
{
	char brace = '}'; /* } */
	if (brace) { return 1; }
	return 0;
}

SEC("xdp")
int second(struct xdp_md *ctx)
{
	return first();
}
`;

test.each([
  ['struct', 'vlan_hdr', '/* vlan_hdr is defined below { */\nstruct vlan_hdr {\n\tint tci;\n};'],
  [
    'function after its declaration',
    'first',
    /^\/\* What it does\. \*\/\nstatic __always_inline int\nfirst[^]*return 0;\n}$/,
  ],
  ['function with its section', 'second', /^SEC\("xdp"\)\nint second[^]*return first\(\);\n}$/],
])('a region is a whole %s', (_, name, expected) => {
  expect(regionOf(source, name)).toEqual(
    typeof expected === 'string' ? expected : expect.stringMatching(expected),
  );
});

test('a region that is not there, or not closed, does no harm', () => {
  expect(regionOf(source, 'third')).toBeUndefined();
  expect(regionOf('int f(void)\n{\n\tif (1) {\n', 'f')).toContain('if (1) {');
});
