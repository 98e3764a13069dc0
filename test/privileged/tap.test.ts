import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { unpackTapRecords, type TapRecord, type TapRecords } from '../../app/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';
import { programFile, tappedObject } from '../support/tapped-object.ts';

const environment = 'veth-tap-rec';
const lab = labHelper({ name: environment, number: 150 });

type Mode = 'native' | 'skb';

const attach = async (file: string, program: string, mode: Mode) =>
  value(
    await lab.call('program.attach', {
      ...{ environment, program, mode, loader: 'xdp-loader' },
      object: bpfObject(file),
      tapped: await tappedObject(programFile(file), program),
    }),
  );

const ping = async (count: number, lengthBytes = 56) =>
  value(await lab.call('traffic.ping', { environment, family: 'ip6', count, intervalMs: 2, lengthBytes }));

/** Follows the taps while a job runs, and gives what was recorded. */
const recording = async (
  job: () => Promise<unknown>,
): Promise<{ records: TapRecord[]; lost: TapRecords['lost'] }> => {
  const events: TapRecords[] = [];
  const ended = new AbortController();
  const { client } = lab.connection();
  const begun = new Promise<void>((resolve) => {
    client.on('tap.records', (event) => {
      if (ended.signal.aborted && events.length > 0 && event.count === 0) return;
      events.push(event);
      resolve();
    });
  });
  const following = client.call('tap.follow', { environment }, { signal: ended.signal });
  await begun;
  await job();
  ended.abort();
  const { lost } = value(await following);
  const records = events.flatMap((event) => unpackTapRecords(Buffer.from(event.records, 'base64')));
  return { records, lost };
};

/** The echo requests from inside, before and after, by their number. */
const isEchoRequest = ({ bytes }: TapRecord): boolean =>
  Buffer.from(bytes).readUInt16BE(12) === 0x86dd && bytes[20] === 58 && bytes[54] === 128;

afterEach(async () => {
  await lab.call('program.detach', { environment, loader: 'xdp-loader' });
});

describe.each(['native', 'skb'] as const)('in %s mode', (mode) => {
  it.each([
    ['xdp_drop_func', 1],
    ['xdp_pass_func', 2],
  ])('%s is recorded before and after every packet, and counted', async (program, action) => {
    const attachment = await attach('several', program, mode);
    expect(attachment).toMatchObject({
      tap: { attached: true },
      attached: { tapped: true, name: program, mode },
    });
    const { records, lost } = await recording(() => ping(20));
    const requests = records.filter(isEchoRequest);
    const before = requests.filter((record) => record.action === null);
    const after = requests.filter((record) => record.action === action);
    expect(before).toHaveLength(20);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(new Set(before.map(({ id }) => id)).size).toBe(20);
    expect(after.map(({ bytes }) => Buffer.from(bytes))).toEqual(
      before.map(({ bytes }) => Buffer.from(bytes)),
    );
    expect(before[0]).toMatchObject({ lengthBytes: 14 + 40 + 8 + 56 });
    expect(before[0]?.bytes).toHaveLength(14 + 40 + 8 + 56);
    expect(lost).toEqual({ full: 0, skipped: 0 });
    const counted = value(await lab.call('counters.read', { environment }));
    expect(counted).toMatchObject({ source: 'tap' });
    expect(counted.counts[action]?.packets).toBeGreaterThanOrEqual(20);
  });

  it.each([
    ['outlandish', 'xdp_enum_func', 0],
    ['back', 'xdp_back_func', 3],
    ['outlandish', 'xdp_long_func', 118 + 41],
  ])('%s: what %s returns is recorded as it is', async (file, program, action) => {
    await attach(file, program, mode);
    const { records } = await recording(() => ping(3));
    const requests = records.filter((record) => record.action === null && isEchoRequest(record));
    expect(requests).toHaveLength(3);
    const ids = requests.map(({ id }) => id);
    const after = records.filter((record) => record.action !== null && ids.includes(record.id));
    expect(after.map((record) => record.action)).toEqual([action, action, action]);
  });

  it('what a program does to a packet shows in its bytes and length', async () => {
    await attach('resize', 'xdp_push_func', mode);
    const { records } = await recording(() => ping(3));
    const requests = records.filter((record) => record.action === null && isEchoRequest(record));
    expect(requests).toHaveLength(3);
    for (const { id, lengthBytes, bytes } of requests) {
      const after = records.find((record) => record.id === id && record.action !== null);
      expect(after).toMatchObject({ action: 2, lengthBytes: lengthBytes + 4 });
      expect(Buffer.from(after?.bytes.subarray(4) ?? [])).toEqual(Buffer.from(bytes));
    }
  });

  it('of a long packet 256 bytes are kept', async () => {
    await attach('several', 'xdp_pass_func', mode);
    const { records } = await recording(() => ping(2, 1000));
    const requests = records.filter(isEchoRequest);
    expect(requests).toHaveLength(4);
    for (const { lengthBytes, bytes } of requests) {
      expect(lengthBytes).toBe(14 + 40 + 8 + 1000);
      expect(bytes).toHaveLength(256);
    }
  });
});

it('a program attached while somebody follows misses no packet, and its old one is heard to the end', async () => {
  await attach('several', 'xdp_drop_func', 'native');
  const { records } = await recording(async () => {
    await ping(10);
    await attach('several', 'xdp_pass_func', 'native');
    await ping(10);
  });
  const actions = records.filter((record) => record.action !== null && isEchoRequest(record));
  expect(actions.map(({ action }) => action)).toEqual([
    ...Array.from({ length: 10 }, () => 1),
    ...Array.from({ length: 10 }, () => 2),
  ]);
});

it('without a tap there is nothing to record, and the answer says so', async () => {
  const object = bpfObject('several');
  const plain = value(
    await lab.call('program.attach', {
      ...{ environment, object, program: 'xdp_pass_func', mode: 'native', loader: 'xdp-loader' },
    }),
  );
  expect(plain.tap).toBeNull();
  expect(plain.attached.tapped).toBeUndefined();
  const { records } = await recording(() => ping(2));
  expect(records).toEqual([]);
});

describe('where the tap cannot stand', () => {
  it('a program that leaves it no stack is attached plain, with the verifier’s words', async () => {
    const attachment = await attach('deep_stack', 'xdp_deep_func', 'native');
    expect(attachment).toMatchObject({
      attached: { name: 'xdp_deep_func' },
      tap: { attached: false, reason: { en: expect.stringContaining('verifier') as string } },
    });
    expect(attachment.tap).toHaveProperty('detail', expect.stringContaining('combined stack size'));
    expect(attachment.attached.tapped).toBeUndefined();
  });
});

it('records that find no room, or are left over at the end, are counted', async () => {
  await attach('several', 'xdp_drop_func', 'native');
  const burst = ['ping', '-q', '-l', '40000', '-c', '40000', '-W', '0.1', 'fc00:dead:cafe:96::1'];
  const { records, lost } = await recording(async () => {
    spawnSync('nsenter', [`--net=/run/netns/${environment}`, ...burst]);
    await ping(1);
  });
  const { counts } = value(await lab.call('counters.read', { environment }));
  const packets = counts.reduce((sum, count) => sum + count.packets, 0);
  expect(packets).toBeGreaterThanOrEqual(40_000);
  expect(lost.full + lost.skipped).toBeGreaterThan(0);
  expect(records.length + lost.full + lost.skipped).toBe(2 * packets);
});
