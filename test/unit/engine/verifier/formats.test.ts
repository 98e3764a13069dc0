import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainLog } from '../../../../app/engine/verifier/explained.ts';
import { createLogReader } from '../../../../app/engine/verifier/log/read-log.ts';

const recorded = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, 'logs', `${name}.txt`), 'utf8');

const alone = { object: null, program: null, source: null };

const explain = (
  text: string,
  pieceLength = text.length,
  surroundings: Parameters<typeof explainLog>[1] = alone,
) => {
  const reader = createLogReader();
  for (let at = 0; at < text.length; at += pieceLength) reader.push(text.slice(at, at + pieceLength));
  return explainLog(reader.end(), surroundings);
};

describe('the log of a kernel before 6.8, which names no line', () => {
  const stack = {
    file: 'stack.c',
    text: '\n\n\treturn bpf_map_lookup_elem(&table, &key) ? XDP_DROP : XDP_PASS;\n',
  };

  it('is placed by the text of the source', async () => {
    const log = await recorded('uninitialised-stack-6.1');
    const { summary } = explain(log, log.length, { ...alone, source: stack });
    expect(summary).toMatchObject({ class: 'uninitialised-stack', place: { file: 'stack.c', line: 3 } });
    expect(summary.sentence.en).toContain('bpf_map_lookup_elem() is given 8 bytes');
  });

  it.each(['packet-bounds-6.1', 'packet-bounds-5.10'])('%s tells how far the proof goes', async (name) => {
    const { summary } = explain(await recorded(name));
    expect(summary).toMatchObject({
      class: 'packet-bounds',
      packetCase: 'too-short',
      proof: { provenBytes: 14, neededBytes: 21 },
      accepted: false,
    });
  });

  it('has its states on lines of their own before 5.18, and they are found all the same', async () => {
    const { registers, summary } = explain(await recorded('packet-bounds-5.10'));
    const logLine = summary.rejected?.instructions?.[0]?.logLine ?? -1;
    expect(registers(logLine).find(({ name }) => name === 'R1')?.value).toBe('pkt(id=0,off=0,r=14,imm=0)');
  });
});

describe('the log of Linux 7.3 and later', () => {
  it('is explained by its older part, and the kernel’s own report comes along', async () => {
    const { summary } = explain(await recorded('map-value-null-7.3'));
    expect(summary).toMatchObject({
      class: 'map-value-null',
      reason: "R0 invalid mem access 'map_value_or_null'",
      place: { file: 'count.c', line: 17, column: 9 },
      processedInstructions: 7,
      kernelReport: {
        category: 'Register Type Safety',
        problem: 'Invalid dereference',
        suggestion:
          'Add a NULL check before the access and dereference the pointer only on the non-NULL path.',
      },
    });
    expect(summary.kernelReport?.reason).toMatch(/^R0 may be NULL here .* on this path, so .* is safe\.$/);
    expect(summary.kernelReport?.causalPath[0]).toBe('xdp_prog @ count.c:15:17');
    expect(summary.sentence.en).toContain('map counters');
  });

  it('without BTF points at the instruction alone', () => {
    const { summary } = explain(
      '0: R1=ctx() R10=fp0\n0: (95) exit\nR0 !read_ok\n\nVerification failed: Register Type Safety: Unreadable register\n\nReason:\n  R0 has never been initialized.\n\nAt:\n  insn 0\n\nprocessed 1 insns (limit 1000000)\n',
    );
    expect(summary).toMatchObject({ class: 'return-code', place: null, reason: 'R0 !read_ok' });
    expect(summary.rejected?.instructions?.map(({ text }) => text)).toEqual(['(95) exit']);
  });
});

it('a log recorded without CAP_PERFMON names the line, the helper and the bytes', async () => {
  const { summary } = explain(await recorded('uninitialised-stack-6.18'));
  expect(summary).toMatchObject({ class: 'uninitialised-stack', place: { file: 'ustack.c', line: 13 } });
});

it('a log of another type of program is explained as far as its reason goes', async () => {
  const { summary } = explain(await recorded('return-code-of-a-cgroup-program'));
  expect(summary).toMatchObject({
    class: 'return-code',
    place: { file: 'filter.c', line: 10 },
    program: 'ingress',
  });
});

it('reads the same however the text is cut', async () => {
  const text = await recorded('packet-bounds-6.18');
  const whole = explain(text).summary;
  for (const length of [1, 7, 64]) expect(explain(text, length).summary).toEqual(whole);
});

it('folds by source line in the order of visit, with the registers that each instruction changed', async () => {
  const { summary } = explain(await recorded('packet-bounds-6.18'));
  expect(summary.visits.first.map(({ place }) => place?.line)).toEqual([5, 6, 7, 8, 10]);
  expect(summary.visits.first[3]?.instructions).toEqual([
    { logLine: 10, instruction: 3, text: '(bf) r3 = r1', state: 'R1=pkt(r=0) R3=pkt(r=0)' },
    { logLine: 11, instruction: 4, text: '(07) r3 += 1', state: 'R3=pkt(off=1,r=0)' },
    {
      logLine: 12,
      instruction: 5,
      text: '(2d) if r3 > r2 goto pc+7',
      state: 'R2=pkt_end() R3=pkt(off=1,r=1)',
    },
  ]);
  expect(summary.rejected).toMatchObject({ number: 4, place: { line: 10 } });
});

it('takes the last of several programs, the one that was rejected', async () => {
  const accepted =
    "libbpf: prog 'first': -- BEGIN PROG LOAD LOG --\n; other @ a.c:1\n0: (95) exit\nprocessed 1 insns (limit 1000000)\n-- END PROG LOAD LOG --\n";
  const { summary } = explain(accepted + (await recorded('packet-bounds-6.18')));
  expect(summary).toMatchObject({ program: 'xdp_parser_func', class: 'packet-bounds', place: { line: 10 } });
  expect(explain(accepted).summary).toMatchObject({ accepted: true, class: null, rejected: null });
});
