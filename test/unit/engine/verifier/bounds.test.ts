import { describe, expect, it } from 'vitest';
import { explainLog } from '../../../../app/engine/verifier/explained.ts';
import { createLineStore, logBounds } from '../../../../app/engine/verifier/log/line-store.ts';
import { createLogReader } from '../../../../app/engine/verifier/log/read-log.ts';

const bounds = {
  headLines: 3,
  headCharacters: 1000,
  tailLines: 6,
  tailCharacters: 1000,
  keptLines: 4,
  keptCharacters: 1000,
  lineCharacters: 20,
};

const storeOf = (count: number, given = bounds) => {
  const store = createLineStore(given);
  for (let number = 0; number < count; number += 1) store.add(`line ${number}`);
  return store;
};

describe('the lines of a log', () => {
  it('are all kept up to the bound', () => {
    const store = storeOf(9);
    expect(store.leftOut()).toBeNull();
    expect(store.at(8)).toBe('line 8');
  });

  it('are kept as head and tail above it, under their own numbers, and what is between is counted', () => {
    const store = storeOf(100);
    const left = store.leftOut();
    expect(store.total()).toBe(100);
    expect(left?.from).toBe(3);
    expect(store.at(2)).toBe('line 2');
    expect(store.at(3)).toBeUndefined();
    expect(store.at(2 + (left?.lines ?? 0))).toBeUndefined();
    expect(store.at(3 + (left?.lines ?? 0))).toBe(`line ${3 + (left?.lines ?? 0)}`);
    expect(store.at(99)).toBe('line 99');
  });

  it('count their characters with the line ends, also those left out', () => {
    const store = storeOf(100);
    expect(store.characters()).toBe(10 * 'line 0\n'.length + 90 * 'line 10\n'.length);
  });

  it('are trimmed by their characters too', () => {
    const store = storeOf(100, {
      ...bounds,
      tailLines: 1000,
      keptLines: 1000,
      tailCharacters: 80,
      keptCharacters: 40,
    });
    expect(store.leftOut()).not.toBeNull();
    expect(store.at(99)).toBe('line 99');
  });

  it('are cut where they are longer than any verifier’s', () => {
    const store = createLineStore(bounds);
    store.add('x'.repeat(30));
    expect(store.at(0)).toBe(`${'x'.repeat(20)} [… 10 characters]`);
  });
});

describe('a log of an endless loop', () => {
  const passes = 100_000;
  const lines = 4;
  const reader = createLogReader();
  reader.push('0: R1=ctx() R10=fp0\n');
  for (let pass = 0; pass < passes; pass += 1) {
    reader.push(
      `; sum += next(); @ a.c:4\n1: (0f) r0 += r6   ; R0=scalar(id=${pass})\n; while (sum != 77) @ a.c:3\n2: (55) if r1 != 0x4d goto pc-2\n`,
    );
  }
  reader.push('BPF program is too large. Processed 1000001 insn\nprocessed 1000001 insns (limit 1000000)\n');
  const {
    summary,
    visits,
    lines: logLines,
  } = explainLog(reader.end(), { object: null, program: null, source: null });

  it('is explained by its end', () => {
    expect(summary).toMatchObject({
      class: 'too-complex',
      place: { file: 'a.c', line: 3 },
      processedInstructions: 1000001,
    });
  });

  it('says how many lines and visits it left out, and keeps no more than its bound', () => {
    const { log, visits: visited } = summary;
    expect(log.lines).toBe(passes * lines + 3);
    const kept = log.lines - (log.leftOut?.lines ?? 0);
    expect(kept).toBeGreaterThanOrEqual(logBounds.headLines + logBounds.keptLines);
    expect(kept).toBeLessThanOrEqual(logBounds.headLines + logBounds.tailLines);
    expect(visited.total).toBe(2 * passes);
    expect(visited.leftOut?.visits).toBeGreaterThan(0);
  });

  it('answers for the middle with nothing, and for the ends with what was there', () => {
    const { total, leftOut } = summary.visits;
    expect(visits((leftOut?.from ?? 0) + 5, 3)).toEqual([]);
    expect(visits(total - 2, 5).map(({ place }) => place?.line)).toEqual([4, 3]);
    expect(logLines(summary.log.leftOut?.from ?? 0, 2)).toEqual([null, null]);
    expect(logLines(summary.log.lines - 1, 9)).toEqual(['processed 1000001 insns (limit 1000000)']);
  });

  it('tells of a visit whose lines are gone that they are', () => {
    const gone = visits(0, 10_000).filter(({ instructions }) => instructions === null);
    const kept = visits(0, 10_000).filter(({ instructions }) => instructions !== null);
    expect(kept.length).toBeGreaterThan(0);
    expect(gone.every(({ from }) => from >= logBounds.headLines - lines)).toBe(true);
  });
});
