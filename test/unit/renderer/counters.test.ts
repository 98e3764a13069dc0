import { expect, onTestFinished, test, vi } from 'vitest';
import { fail, labFailure } from '../../../app/contract/index.ts';
import { seriesOf } from '../../../renderer/counters/series.ts';
import { counting, countersDouble, sample, startMs } from './counters-double.ts';
import { openPage } from './page.ts';

const environment = 'veth-packet01';

const opened = async () => {
  const double = countersDouble();
  const page = openPage(double.handlers);
  double.through(page.emit);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.link.state).toBe('open');
  });
  const { counters } = page.lab;
  const watching = (times: number) =>
    vi.waitFor(() => {
      expect(double.streams()).toHaveLength(times);
    });
  const dropped = (packets: number) =>
    vi.waitFor(() => {
      expect(counters.rate(1).packets).toBe(packets);
    });
  return { ...page, ...double, counters, watching, dropped };
};

test('totals and rates are those of the last second', async () => {
  const { counters, watching, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell([sample(0, 10)], { change: 'first' });
  await dropped(10);
  expect(counters.rate(1)).toMatchObject({ packetsPerSecond: 0, bitsPerSecond: 0 });
  tell([sample(500, 20), sample(1500, 40), sample(2000, 50)]);
  await dropped(50);
  // From 500 ms on: a second back from 2000 there is no sample, and the one before is taken.
  expect(counters.rate(1)).toEqual({
    packets: 50,
    bytes: 5000,
    packetsPerSecond: 20,
    bitsPerSecond: 16_000,
  });
  expect(counters.periodMs).toBe(1500);
});

test('two users watch once, and the watch ends with the last of them', async () => {
  const { counters, watching, asked, end, streams } = await opened();
  const first = counters.use(environment);
  const second = counters.use(environment);
  await watching(1);
  first();
  first();
  await Promise.resolve();
  expect(counters.environment).toBe(environment);
  const third = counters.use(environment);
  second();
  third();
  await Promise.resolve();
  end(fail(labFailure('cancelled', { thing: 'x' })));
  expect(streams()).toHaveLength(1);
  expect(asked.filter(({ name }) => name === 'counters.watch')).toHaveLength(1);
  onTestFinished(counters.use(environment));
  await watching(2);
});

test('a reload is a mark, the counts begin anew, and no rate is taken over it', async () => {
  const { counters, watching, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell([sample(0, 10), sample(100, 90)], { change: 'first' });
  await dropped(90);
  const next = { ...counting, programId: 42, mapId: 15 };
  tell([sample(200, 1)], { change: 'reloaded', counting: next });
  await dropped(1);
  expect(counters.marks).toEqual([{ timeMs: startMs + 200, change: 'reloaded', programId: 42, mapId: 15 }]);
  expect(counters.rate(1)).toMatchObject({ packets: 1, packetsPerSecond: 0 });
  tell([sample(300, 11)], { counting: next });
  await dropped(11);
  expect(counters.rate(1).packetsPerSecond).toBeCloseTo(100);
});

test('counting from now leaves the map alone, and ends with the next program', async () => {
  const { counters, watching, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell([sample(0, 10)], { change: 'first' });
  await dropped(10);
  counters.toggleBaseline();
  expect(counters.rate(1)).toMatchObject({ packets: 0, bytes: 0 });
  tell([sample(100, 14)]);
  await dropped(4);
  expect(counters.rate(1).bytes).toBe(400);
  counters.toggleBaseline();
  expect(counters.rate(1).packets).toBe(14);
  counters.toggleBaseline();
  tell([sample(200, 2)], { change: 'reloaded' });
  await dropped(2);
});

test('a chart that stands goes on from where it counts by then', async () => {
  const { counters, watching, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell([sample(0, 1)], { change: 'first' });
  await dropped(1);
  counters.togglePause();
  tell([sample(100, 2)]);
  tell([sample(200, 3)]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(counters.samples).toHaveLength(1);
  counters.togglePause();
  expect(counters.rate(1).packets).toBe(3);
});

test('a minute of samples is kept, and no more', async () => {
  const { counters, watching, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell(
    Array.from({ length: 1000 }, (_, index) => sample(index * 100, index)),
    { change: 'first' },
  );
  await dropped(999);
  expect(counters.samples[0]?.timeMs).toBe(startMs + 99_900 - 60_000);
});

test('a watch that fails says why, and can be tried again; another stream is not heard', async () => {
  const { counters, watching, tell, end, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  end(fail(labFailure('interface-missing', { thing: environment })));
  await vi.waitFor(() => {
    expect(counters.failure?.code).toBe('interface-missing');
  });
  counters.again();
  await watching(2);
  expect(counters.failure).toBeUndefined();
  tell([sample(0, 99)], { stream: 'another', change: 'first' });
  tell([sample(0, 5)], { change: 'first' });
  await dropped(5);
});

test('a connection that broke is no failure, and the watch begins again with it', async () => {
  const { counters, watching, cut, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  cut();
  await watching(2);
  expect(counters.failure).toBeUndefined();
  tell([sample(0, 5)], { change: 'first' });
  await dropped(5);
});

test('another environment begins with nothing', async () => {
  const { counters, watching, tell, dropped } = await opened();
  const leave = counters.use(environment);
  await watching(1);
  tell([sample(0, 5)], { change: 'first' });
  await dropped(5);
  leave();
  onTestFinished(counters.use('veth-other'));
  expect(counters.latest).toBeUndefined();
  expect(counters.marks).toEqual([]);
  await watching(2);
});

test('values without bytes have a rate of packets alone', async () => {
  const { counters, watching, tell, dropped } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell(
    [
      { ...sample(0, 1), bytes: null },
      { ...sample(1000, 11), bytes: null },
    ],
    { change: 'first' },
  );
  await dropped(11);
  expect(counters.rate(1)).toEqual({ packets: 11, bytes: null, packetsPerSecond: 10, bitsPerSecond: null });
});

test('a map that went in mid-sample has totals of nothing, and no rate', async () => {
  const { counters, watching, tell } = await opened();
  onTestFinished(counters.use(environment));
  await watching(1);
  tell([sample(0, 5), { timeMs: startMs + 100, packets: [], bytes: null }], { change: 'first' });
  await vi.waitFor(() => {
    expect(counters.samples).toHaveLength(2);
  });
  expect(counters.rate(1)).toMatchObject({ packets: 0, bytes: null, bitsPerSecond: null });
});

const counted = (afterMs: number, dropped: number, segment = 0) => ({ ...sample(afterMs, dropped), segment });

test('what is drawn is a rate over half a second, with nothing across a change', () => {
  const samples = [
    counted(0, 0),
    counted(100, 10),
    counted(600, 60),
    counted(700, 3, 1),
    counted(800, 13, 1),
  ];
  const [times, , drops] = seriesOf(samples, 5, 'packets');
  expect(times).toEqual([0, 0.1, 0.6, 0.7, 0.8].map((after) => startMs / 1000 + after));
  expect(drops).toEqual([null, 100, 100, null, 100]);
  expect(seriesOf(samples, 5, 'bits')[2]?.[1]).toBe(80_000);
});

test('where no bytes are counted no bits are drawn, and of nothing nothing', () => {
  const samples = [counted(0, 0), counted(100, 10)].map((one) => ({ ...one, bytes: null }));
  expect(seriesOf(samples, 2, 'bits')[1]).toEqual([null, null]);
  expect(seriesOf([], 2, 'packets')).toEqual([[], [], []]);
});
