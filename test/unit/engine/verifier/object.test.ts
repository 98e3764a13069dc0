import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clangFlags } from '../../../../app/engine/build/compile.ts';
import { largestFrame } from '../../../../app/engine/verifier/object/frames.ts';
import { readObjectLines } from '../../../../app/engine/verifier/object/line-info.ts';
import { loopPlaces } from '../../../../app/engine/verifier/object/loops.ts';
import { placeOfInstruction } from '../../../../app/engine/verifier/place.ts';
import { root } from '../../../support/cli.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const scratch = scratchFolder();

const compiled = (name: string, code: string): Buffer => {
  const path = scratch.file(`${name}.c`, code);
  const object = join(scratch.folder, `${name}.o`);
  execFileSync('clang', [...clangFlags(root), '-c', path, '-o', object]);
  return readFileSync(object);
};

const twice = compiled(
  'twice',
  `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __attribute__((noinline)) int fill(int n)
{
	volatile char buffer[200];

	buffer[n & 127] = n;
	return buffer[(n + 1) & 127];
}

SEC("xdp")
int xdp_first(struct xdp_md *ctx)
{
	return fill(ctx->rx_queue_index) ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int xdp_second(struct xdp_md *ctx)
{
	__u32 sum = 0;

	while (sum != 77)
		sum += bpf_get_prandom_u32();
	while (sum != 78)
		sum += bpf_ktime_get_ns();
	return XDP_PASS;
}
`,
);

describe('the line table of an object', () => {
  const object = readObjectLines(twice);

  it('places an instruction by its number in its own program', () => {
    const first = placeOfInstruction({ object, program: 'xdp_first', source: null }, 0);
    const second = placeOfInstruction({ object, program: 'xdp_second', source: null }, 0);
    expect(first).toMatchObject({ file: 'twice.c', line: 15 });
    expect(second?.line).toBeGreaterThan(18);
    expect(first?.text.slice((first.column ?? 1) - 1)).toMatch(/^ctx->|^return|^fill/);
  });

  it('does not guess at instructions beyond the program, which libbpf put there', () => {
    expect(placeOfInstruction({ object, program: 'xdp_first', source: null }, 1000)).toBeNull();
  });

  it('finds the lines that jump back', () => {
    const lines = object ? loopPlaces(object, 'xdp_second').map(({ line }) => line) : [];
    expect(lines).toEqual([23, 25]);
    expect(object && loopPlaces(object, 'xdp_first')).toEqual([]);
  });

  it('finds the largest stack frame', () => {
    expect(object && largestFrame(object, 'xdp_first')).toMatchObject({
      name: 'fill',
      bytes: 200,
      place: { line: 4 },
    });
  });
});

describe('an object that is damaged', () => {
  it.each([0, 3, 64, 200, 1000])('cut to %i bytes has no line table, and nothing breaks', (length) => {
    expect(readObjectLines(twice.subarray(0, length))).toBeNull();
  });

  it('with any byte of its headers changed is read or refused, never more', () => {
    for (let at = 0; at < 64; at += 1) {
      const damaged = Buffer.from(twice);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const object = readObjectLines(damaged);
      if (object)
        expect(() => [loopPlaces(object, 'xdp_second'), largestFrame(object, 'xdp_first')]).not.toThrow();
    }
  });
});
