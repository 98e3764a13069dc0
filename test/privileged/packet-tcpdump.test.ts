import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { dissect } from '../../app/packet/index.ts';
import { built, exemplaryTexts, fieldsOf } from '../unit/packet/support.ts';
import { readTcpdump, type TcpdumpFacts } from '../unit/packet/tcpdump-facts.ts';

/** A capture file with these frames. */
const capture = (frames: readonly Uint8Array[]): Uint8Array => {
  const header = new DataView(new ArrayBuffer(24));
  header.setUint32(0, 0xa1b2c3d4);
  header.setUint16(4, 2);
  header.setUint16(6, 4);
  header.setUint32(16, 262_144);
  header.setUint32(20, 1);
  const records = frames.flatMap((frame) => {
    const record = new DataView(new ArrayBuffer(16));
    record.setUint32(8, frame.length);
    record.setUint32(12, frame.length);
    return [new Uint8Array(record.buffer), frame];
  });
  return Buffer.concat([new Uint8Array(header.buffer), ...records]);
};

const askTcpdump = (frames: readonly Uint8Array[]): TcpdumpFacts[] => {
  const { stdout, stderr, status } = spawnSync('tcpdump', ['-n', '-e', '-vv', '-S', '-t', '-r', '-'], {
    input: capture(frames),
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  expect(status, stderr).toBe(0);
  return readTcpdump(stdout);
};

/** Every frame of the language, and what tcpdump says of it. */
const judged = (frames: readonly Uint8Array[]) => {
  const facts = askTcpdump(frames);
  expect(facts).toHaveLength(frames.length);
  return frames.map((frame, index) => ({ frame, said: facts[index] }));
};

describe('frames of the packet language, read by tcpdump', () => {
  const frames = exemplaryTexts.map(built);

  test('have the fields that were asked for', () => {
    const compared = new Set<string>();
    for (const { frame, said } of judged(frames)) {
      const seen = new Map<string, number>();
      for (const [name, value] of said?.fields ?? []) {
        const occurrence = seen.get(name) ?? 0;
        seen.set(name, occurrence + 1);
        const field = fieldsOf(frame, name)[occurrence];
        const found = name === 'frame.len' ? frame.length : field?.value;
        expect(found, `${name} in ${said?.text ?? ''}`).toBe(
          typeof found === 'number' ? Number(value) : value,
        );
        compared.add(name);
      }
    }
    expect(compared.size).toBeGreaterThan(30);
  });

  test('carry checksums that tcpdump finds right', () => {
    const checksums = judged(frames).flatMap(({ said }) => said?.checksums ?? []);
    expect(checksums.length).toBeGreaterThan(15);
    expect(checksums.filter(([, state]) => state !== 'good')).toEqual([]);
  });

  test('carry checksums that both find wrong once a bit of the message is turned', () => {
    const damaged = frames
      .filter((frame) =>
        dissect(frame).layers.some(({ fields }) => fields.some((one) => one.checksum?.state === 'good')),
      )
      .map((frame) => {
        const hit = frame.slice();
        hit[hit.length - 1] = (hit.at(-1) ?? 0) ^ 1;
        return hit;
      });
    let wrong = 0;
    for (const { frame, said } of judged(damaged))
      for (const [name, state] of said?.checksums ?? []) {
        expect(fieldsOf(frame, name)[0]?.checksum?.state, said?.text).toBe(state);
        wrong += Number(state === 'bad');
      }
    expect(wrong).toBeGreaterThan(15);
  });
});
