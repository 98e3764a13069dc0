import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../../../../app/engine/build/compile.ts';
import { findRoot } from '../../../../app/engine/root.ts';
import { sourceAt } from '../../../../app/engine/workspace/program-source.ts';

const never = new AbortController().signal;

/** Of this process alone: others may be building at the same time. */
const ownFolders = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`xdp-lab-${process.pid}-`));

const program = (includes: string): string => `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
${includes}
SEC("xdp") int xdp_prog(struct xdp_md *ctx) { return ANSWER; }
`;

describe('compiling a learner’s file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'xdp-lab-test-')), 'my course');
    await mkdir(join(folder, 'packet01'), { recursive: true });
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));
  const build = async (includes: string) => {
    await writeFile(join(folder, 'packet01', 'xdp_prog_kern.c'), program(includes));
    const built = await compile(findRoot(), sourceAt(join(folder, 'packet01', 'xdp_prog_kern.c')), never);
    if (!built.ok) throw new Error(built.failure.message.en);
    return built.value;
  };

  it('uses the headers beside it, in a folder with a space, and reports them as dependencies', async () => {
    await mkdir(join(folder, 'common'));
    await writeFile(join(folder, 'common', 'answer.h'), '#define ANSWER XDP_DROP\n');
    const { object, dependencies } = await build('#include "../common/answer.h"');
    expect(object).not.toBeNull();
    expect(dependencies.map((path) => path.replace(folder, ''))).toEqual([
      '/packet01/xdp_prog_kern.c',
      '/common/answer.h',
    ]);
  });

  it('finds the lab’s own headers under the names the tutorial uses', async () => {
    const { object, output } = await build('#include "../common/parsing_helpers.h"\n#define ANSWER XDP_PASS');
    expect([object !== null, output]).toEqual([true, '']);
  });

  it('reports an error with its place, and leaves nothing in the folder of temporary files', async () => {
    const before = await ownFolders();
    const { object, diagnostics } = await build('');
    expect(object).toBeNull();
    expect(diagnostics[0]).toMatchObject({ severity: 'error', place: { file: 'xdp_prog_kern.c', line: 4 } });
    const after = await ownFolders();
    expect(after).toEqual(before);
  });

  it.each(['program', 'program.o', '-program.c', '@program.c'])('takes %s as C', async (name) => {
    await writeFile(join(folder, name), program('#define ANSWER XDP_PASS'));
    const built = await compile(findRoot(), sourceAt(join(folder, name)), never);
    expect(built).toMatchObject({ ok: true, value: { output: '' } });
    expect(built.ok && built.value.object?.subarray(1, 4).toString()).toBe('ELF');
  });

  it('says so when the object is too large for the lab', async () => {
    await writeFile(join(folder, 'large.c'), program('#define ANSWER 0\nchar large[17 << 20] = {1};'));
    const built = await compile(findRoot(), sourceAt(join(folder, 'large.c')), never);
    expect(built).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  });

  it('says so when it is cancelled', async () => {
    await writeFile(join(folder, 'packet01', 'xdp_prog_kern.c'), program('#define ANSWER 0'));
    const stop = new AbortController();
    const building = compile(findRoot(), sourceAt(join(folder, 'packet01', 'xdp_prog_kern.c')), stop.signal);
    stop.abort();
    expect(await building).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});
