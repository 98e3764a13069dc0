import { expect, test, vi } from 'vitest';
import { contract, fail, labFailure, succeed } from '../../../app/contract/index.ts';
import type { Handlers, LabContract, MapSummary } from '../../../app/contract/index.ts';
import { MapBrowser } from '../../../renderer/counters/map-browser.svelte.ts';
import { entry, maps } from './counters-double.ts';

type Calls = Pick<Handlers<LabContract>, 'maps.list' | 'maps.dump'>;

const environment = 'veth-packet01';
const listOf = (...list: MapSummary[]) => Promise.resolve(succeed({ programId: 41, maps: list }));
const [own, ofTap] = maps as [MapSummary, MapSummary];

const browse = (calls: Partial<Calls> = {}) => {
  const handlers = {
    'maps.list': vi.fn(calls['maps.list'] ?? (() => listOf(...maps))),
    'maps.dump': vi.fn(
      calls['maps.dump'] ??
        (() =>
          Promise.resolve(
            succeed({ map: own, entries: [entry(1, 7)], more: true, note: null, commands: [] }),
          )),
    ),
  };
  const context = { signal: new AbortController().signal };
  const call = (name: keyof Calls, input: never) => {
    expect(contract.calls[name]).toBeDefined();
    return handlers[name](input, context);
  };
  return { browser: new MapBrowser({ call } as never), ...handlers };
};

test('maps are listed, and none is read before it is chosen', async () => {
  const { browser, 'maps.dump': dump } = browse();
  await browser.list(environment);
  expect(browser.maps).toEqual([own, ofTap]);
  expect(dump).not.toHaveBeenCalled();
  await browser.choose(environment, own.id);
  expect(browser.page?.entries).toHaveLength(1);
});

test('further entries are read with those before, a thousand at most', async () => {
  const { browser, 'maps.dump': dump } = browse();
  await browser.list(environment);
  await browser.choose(environment, own.id);
  for (let times = 0; times < 12; times += 1) await browser.more(environment);
  expect(dump.mock.calls.map(([{ limit }]) => limit).slice(0, 3)).toEqual([100, 200, 300]);
  expect(dump.mock.lastCall?.[0]).toEqual({ environment, mapId: own.id, limit: 1000 });
});

test('a reloaded program’s map of the same name is gone on with', async () => {
  const reloaded = { ...own, id: 90 };
  const answers = [[own], [reloaded]];
  const { browser, 'maps.dump': dump } = browse({ 'maps.list': () => listOf(...(answers.shift() ?? [])) });
  await browser.list(environment);
  await browser.choose(environment, own.id);
  await browser.list(environment);
  expect(browser).toMatchObject({ chosen: 90, gone: false });
  expect(dump.mock.lastCall?.[0]).toMatchObject({ mapId: 90 });
});

test.each([
  ['none of that name', []],
  [
    'two of that name',
    [
      { ...own, id: 90 },
      { ...own, id: 91 },
    ],
  ],
])('where the next program has %s, the map is said to be gone', async (_, next) => {
  const answers = [[own], next];
  const { browser } = browse({ 'maps.list': () => listOf(...(answers.shift() ?? [])) });
  await browser.list(environment);
  await browser.choose(environment, own.id);
  await browser.list(environment);
  expect(browser).toMatchObject({ chosen: undefined, gone: true, page: undefined });
});

test('one reading at a time, and what comes for another map is dropped', async () => {
  const waiting: (() => void)[] = [];
  const { browser, 'maps.dump': dump } = browse({
    'maps.dump': ({ mapId }) =>
      new Promise((resolve) => {
        const map = mapId === own.id ? own : ofTap;
        waiting.push(() => {
          resolve(succeed({ map, entries: [], more: false, note: null, commands: [] }));
        });
      }),
  });
  await browser.list(environment);
  const first = browser.choose(environment, own.id);
  await browser.read(environment);
  expect(dump).toHaveBeenCalledOnce();
  const second = browser.choose(environment, ofTap.id);
  waiting.shift()?.();
  await vi.waitFor(() => {
    expect(dump).toHaveBeenCalledTimes(2);
  });
  expect(browser.page).toBeUndefined();
  waiting.shift()?.();
  await Promise.all([first, second]);
  expect(browser.page?.map.id).toBe(ofTap.id);
});

test('a failure is said, and over with the next answer', async () => {
  let fails = true;
  const { browser } = browse({
    'maps.list': () =>
      fails ? Promise.resolve(fail(labFailure('interface-missing', { thing: environment }))) : listOf(own),
  });
  await browser.list(environment);
  expect(browser.failure?.code).toBe('interface-missing');
  fails = false;
  await browser.list(environment);
  expect(browser.failure).toBeUndefined();
});
