import { afterEach, describe, expect, it } from 'vitest';
import type { CounterSamples, InputOf } from '../../app/contract/index.ts';
import type { HelperContract } from '../../app/helper/contract/index.ts';
import { bpfObject } from '../support/bpf-object.ts';
import { labHelper, value } from '../support/lab-helper.ts';
import { here } from '../support/network.ts';
import { programFile, tappedObject } from '../support/tapped-object.ts';

const environment = 'veth-tap-count';
const lab = labHelper({ name: environment, number: 153 });

type Attach = InputOf<HelperContract, 'program.attach'>;

const attach = async (object: string, program: string, more: Partial<Attach> = {}) =>
  value(
    await lab.call('program.attach', {
      ...{ environment, object, program, mode: 'native', loader: 'xdp-loader' },
      ...more,
    }),
  ).attached;
const ping = async (count: number) =>
  value(
    await lab.call('traffic.ping', { environment, family: 'ip6', count, intervalMs: 2, lengthBytes: 56 }),
  );

let streams = 0;
/** Watches for `count` samples, or until it is told that it is enough. */
const watch = (count?: number) => {
  const stream = `test-${(streams += 1)}`;
  const events: CounterSamples[] = [];
  const { client } = lab.connection();
  client.on('counters.samples', (event) => {
    if (event.stream === stream) events.push(event);
  });
  const ended = new AbortController();
  const watched = client.call(
    'counters.watch',
    { environment, stream, intervalMs: 5, ...(count !== undefined && { count }) },
    { signal: ended.signal },
  );
  const end = (): void => {
    ended.abort();
  };
  return { events, watched, end };
};

const once = async (): Promise<CounterSamples> => {
  const { events, watched } = watch(1);
  value(await watched);
  const [first] = events;
  if (!first) throw new Error('no samples came');
  return first;
};

afterEach(async () => {
  await lab.call('program.detach', { environment, loader: 'xdp-loader' });
});

describe('what counts', () => {
  it('packets and bytes of the learner’s own map come first', async () => {
    const object = bpfObject('parity');
    const program = 'xdp_parity_func_with_a_long_name';
    const { id } = await attach(object, program, {
      tapped: await tappedObject(programFile('parity'), program),
    });
    await ping(10);
    const { counting, samples } = await once();
    expect(counting).toMatchObject({ programId: id, mode: 'native', source: 'xdp_stats_map', notes: [] });
    const [drop, pass] = [1, 2].map((column) => [samples[0]?.packets[column], samples[0]?.bytes?.[column]]);
    expect(drop).toEqual([5, 5 * 118]);
    expect(pass?.[0]).toBeGreaterThanOrEqual(5);
  });

  it('values of four bytes are packets, with a note, as many rows as there are', async () => {
    await attach(bpfObject('counts_u32'), 'xdp_count_func');
    await ping(3);
    const { counting, samples } = await once();
    expect(counting).toMatchObject({
      source: 'xdp_stats_map',
      actions: ['XDP_ABORTED', 'XDP_DROP', 'XDP_PASS'],
      notes: [{ en: expect.stringContaining('u32') as string }],
    });
    expect(samples[0]).toMatchObject({ packets: [0, 3, 0], bytes: null });
  });

  it('of wider values the first two fields are read, with a note', async () => {
    await attach(bpfObject('counts_wide'), 'xdp_count_func');
    await ping(3);
    const { counting, samples } = await once();
    expect(counting.notes[0]?.en).toContain('24 bytes');
    expect(samples[0]).toMatchObject({ packets: [0, 3, 0, 0, 0], bytes: [0, 3 * 118, 0, 0, 0] });
  });

  it('a map of another kind is named, and what else counts is read', async () => {
    const tapped = await tappedObject(programFile('counts_hash'), 'xdp_count_func');
    await attach(bpfObject('counts_hash'), 'xdp_count_func', { tapped });
    await ping(3);
    const { counting, samples } = await once();
    expect(counting).toMatchObject({
      source: 'tap',
      notes: [{ en: expect.stringContaining('no array') as string }],
    });
    expect(samples[0]?.packets).toEqual([0, 3, 0, 0, 0, 0]);
  });

  it('without map and tap the driver counts, and in skb mode nothing, which is said', async () => {
    await attach(bpfObject('several'), 'xdp_drop_func');
    await ping(3);
    const native = await once();
    expect(native.counting).toMatchObject({ source: 'ethtool', mapId: null });
    expect(native.counting.notes[0]?.en).toContain('XDP_PASS');
    await attach(bpfObject('several'), 'xdp_drop_func', { mode: 'skb' });
    const skb = await once();
    expect(skb.counting).toMatchObject({ source: 'none', actions: [] });
    expect(skb.counting.notes).toHaveLength(1);
  });

  it('a return value that is no action has a row of its own', async () => {
    const tapped = await tappedObject(programFile('outlandish'), 'xdp_long_func');
    await attach(bpfObject('outlandish'), 'xdp_long_func', { tapped });
    await ping(2);
    const { counting, samples } = await once();
    expect(samples[0]?.packets[counting.actions.indexOf('other')]).toBe(2);
  });
});

it('a watch hears of a program that comes, is loaded anew and goes', async () => {
  const { events, watched, end } = watch();
  const changes = () => events.flatMap(({ change }) => change ?? []);
  await expect.poll(changes).toEqual(['first']);
  expect(events[0]?.counting).toMatchObject({ programId: null, source: 'none' });
  const object = bpfObject('counts_wide');
  const first = await attach(object, 'xdp_count_func');
  await expect.poll(changes).toEqual(['first', 'attached']);
  const second = await attach(object, 'xdp_count_func');
  await expect.poll(changes).toEqual(['first', 'attached', 'reloaded']);
  await lab.call('program.detach', { environment, loader: 'xdp-loader' });
  await expect.poll(changes).toEqual(['first', 'attached', 'reloaded', 'detached']);
  end();
  expect(value(await watched)).toMatchObject({ reloads: 1 });
  const ids = events.filter(({ change }) => change).map(({ counting }) => counting.programId);
  expect(ids).toEqual([null, first.id, second.id, null]);
});

it('a watch ends when its interface goes, and says so', async () => {
  const gone = 'veth-tap-gone';
  value(await lab.call('env.up', { name: gone, number: 154 }));
  const watching = lab.call('counters.watch', { environment: gone, stream: 'gone', intervalMs: 5 });
  here('ip', 'link', 'delete', 'dev', gone);
  expect(await watching).toMatchObject({ ok: false, failure: { code: 'interface-missing' } });
  value(await lab.call('env.down', { name: gone }));
});

describe('the maps of an attached program', () => {
  it('are listed, those of the tap marked', async () => {
    const program = 'xdp_parity_func_with_a_long_name';
    const tapped = await tappedObject(programFile('parity'), program);
    const { id } = await attach(bpfObject('parity'), program, { tapped });
    const { programId, maps } = value(await lab.call('maps.list', { environment }));
    expect(programId).toBe(id);
    expect(maps.filter(({ ofTap }) => !ofTap)).toMatchObject([
      { name: 'xdp_stats_map', typeName: 'percpu_array', keyBytes: 4, valueBytes: 16, maxEntries: 5 },
    ]);
    expect(maps.filter(({ ofTap }) => ofTap)).toHaveLength(4);
    const ring = maps.find(({ typeName }) => typeName === 'ringbuf');
    const dump = value(await lab.call('maps.dump', { environment, mapId: ring?.id ?? 0 }));
    expect(dump).toMatchObject({ entries: [], note: { en: expect.stringContaining('no keys') as string } });
  });

  it('are read in pages, with their types', async () => {
    await attach(bpfObject('counts_u32'), 'xdp_count_func');
    await ping(3);
    const { maps } = value(await lab.call('maps.list', { environment }));
    const mapId = maps[0]?.id ?? 0;
    const first = value(await lab.call('maps.dump', { environment, mapId, offset: 0, limit: 2 }));
    expect(first).toMatchObject({
      more: true,
      note: null,
      entries: [
        { key: '00000000', values: ['00000000'], typed: { key: 0, value: 0 } },
        { key: '01000000', values: ['03000000'], typed: { key: 1, value: 3 } },
      ],
    });
    const second = value(await lab.call('maps.dump', { environment, mapId, offset: 2, limit: 2 }));
    expect(second).toMatchObject({ more: false, entries: [{ key: '02000000' }] });
  });

  it('are all that can be read', async () => {
    await attach(bpfObject('counts_u32'), 'xdp_count_func');
    const { maps } = value(await lab.call('maps.list', { environment }));
    value(await lab.call('program.detach', { environment, loader: 'xdp-loader' }));
    const answer = await lab.call('maps.dump', { environment, mapId: maps[0]?.id ?? 0 });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});
