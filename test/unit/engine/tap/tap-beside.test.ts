import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findRoot } from '../../../../app/engine/root.ts';
import { tapBeside } from '../../../../app/engine/tap/tap-beside.ts';
import { sourceAt } from '../../../../app/engine/workspace/program-source.ts';

const passing = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
SEC("xdp") int xdp_prog(struct xdp_md *ctx) { return XDP_PASS; }
`;

/** Starts building the tap around a C file of this text. */
const begin = async (code: string, signal = new AbortController().signal) => {
  const folder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'prog.c');
  await writeFile(path, code);
  return tapBeside(findRoot(), sourceAt(path), 'xdp_prog', signal);
};

it('gives the tapped object, and the commands that made it', async () => {
  const beside = await begin(passing);
  const built = await beside.built();
  expect(built).toMatchObject({
    ok: true,
    value: { state: null, input: { tapped: expect.any(String) as string } },
  });
  expect(built.ok && built.value.commands.length).toBeGreaterThan(2);
});

it('takes a build that was ended for a reason to attach the program without', async () => {
  const beside = await begin(passing);
  beside.end();
  expect(await beside.built()).toMatchObject({ ok: true, value: { input: {}, state: { attached: false } } });
});

it('is cancelled with what asked for it', async () => {
  const asker = new AbortController();
  const beside = await begin(passing, asker.signal);
  asker.abort();
  expect(await beside.built()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
});
