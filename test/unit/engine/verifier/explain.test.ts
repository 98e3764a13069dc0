import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainRejection } from '../../../../app/engine/verifier/explain.ts';

const recorded = await readFile(join(import.meta.dirname, 'logs', 'packet-bounds-6.18.txt'), 'utf8');

/** The same log as kernels before 6.8 print it: source lines without file and number. */
const olderFormat = recorded.replace(/ @ bad\.c:\d+$/gm, '');

describe('explaining a rejection', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xdp-lab-test-'));
    await writeFile(join(folder, 'bad.c'), '// one\n// two\n\tif (eth->h_proto == 8)\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('names the class, the line and the first words of the reason', async () => {
    const { class: kind, place, reason } = await explainRejection(recorded, null);
    expect(kind).toBe('packet-bounds');
    expect(place).toEqual({ file: 'bad.c', line: 10, column: null, text: 'if (eth->h_proto == 8)' });
    expect(reason).toBe('invalid access to packet, off=12 size=1, R1(id=0,off=12,r=1)');
  });

  it('passes over instructions that clang gives to no line', async () => {
    const log = '; a = b; @ bad.c:7\n1: (bf) r1 = r2\n;  @ bad.c:0\n2: (71) r3 = *(u8 *)(r2 +17)\n';
    const { place } = await explainRejection(`${log}invalid access to packet, off=17 size=1\n`, null);
    expect(place).toMatchObject({ file: 'bad.c', line: 7 });
  });

  it('finds the line in the source where the log gives only its text', async () => {
    const { place } = await explainRejection(olderFormat, { path: join(folder, 'bad.c') });
    expect(place).toMatchObject({ file: 'bad.c', line: 3 });
  });

  it('gives no line rather than a wrong one when the text is not in the source', async () => {
    const { place } = await explainRejection(olderFormat, { path: join(folder, 'absent.c') });
    expect(place).toBeNull();
  });

  it.each([
    ['map-value-null', "R0 invalid mem access 'map_value_or_null'"],
    ['stale-packet-pointer', "R6 invalid mem access 'scalar'"],
    ['stale-packet-pointer', "R6 invalid mem access 'inv'"],
    ['uninitialised-register', 'R3 !read_ok'],
    ['too-complex', 'BPF program is too large. Processed 1000001 insn'],
    ['license', 'cannot call GPL-restricted function from non-GPL compatible program'],
    ['helper-not-allowed', 'unknown func bpf_skb_vlan_push#18'],
    ['unknown', 'something this lab has never read'],
  ])('classes %s', async (kind, reason) => {
    const found = await explainRejection(
      `; x @ a.c:1\n1: (bf) r1 = r2\n${reason}\nprocessed 2 insns\n`,
      null,
    );
    expect([found.class, found.reason]).toEqual([kind, reason]);
  });

  it('keeps the last line of a text that is no verifier log', async () => {
    const {
      class: kind,
      reason,
      place,
    } = await explainRejection('Error: object file has no programs\n', null);
    expect([kind, reason, place]).toEqual(['unknown', 'Error: object file has no programs', null]);
  });
});
