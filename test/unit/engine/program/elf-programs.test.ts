import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clangFlags } from '../../../../app/engine/build/compile.ts';
import { readXdpPrograms } from '../../../../app/engine/program/elf-programs.ts';
import { findRoot } from '../../../../app/engine/root.ts';

const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const object = (source: string): Buffer => {
  writeFileSync(join(folder, 'p.c'), source);
  execFileSync('clang', [...clangFlags(findRoot()), '-c', 'p.c', '-o', 'p.o'], { cwd: folder });
  return readFileSync(join(folder, 'p.o'));
};
const two = object(`
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
SEC("xdp") int second_by_name(struct xdp_md *ctx) { return XDP_PASS; }
SEC("xdp") int a_first_by_name(struct xdp_md *ctx) { return XDP_DROP; }
SEC("xdp_old_style") int older(struct xdp_md *ctx) { return XDP_DROP; }
SEC("tc") int not_xdp(void *ctx) { return 0; }
`);

describe('the XDP programs of an object', () => {
  it('are named in the order of the file, older section names included, other types left out', () => {
    expect(readXdpPrograms(two)).toEqual(['second_by_name', 'a_first_by_name', 'older']);
  });
  it('are null for bytes that are no BPF object', () => {
    expect(readXdpPrograms(Buffer.from('not an object'))).toBeNull();
    expect(readXdpPrograms(readFileSync(process.execPath))).toBeNull();
    expect(readXdpPrograms(new Uint8Array())).toBeNull();
  });
  it('never throw on an object cut at any byte', () => {
    for (let length = 0; length < two.length; length += 7) {
      expect(() => readXdpPrograms(two.subarray(0, length))).not.toThrow();
    }
  });
});
