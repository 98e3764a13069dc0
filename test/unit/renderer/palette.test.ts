import { expect, test } from 'vitest';
import { match, piecesOf } from '../../../renderer/palette/fuzzy.ts';
import { rank } from '../../../renderer/palette/rank.ts';
import type { Entry } from '../../../renderer/palette/rank.ts';

const lit = (query: string, text: string) =>
  piecesOf(text, match(query, text)?.at ?? [])
    .filter((piece) => piece.lit)
    .map((piece) => piece.text);

test('letters are found in their order, whatever stands between them', () => {
  expect(match('slr', 'Show or hide the lesson')).toBeUndefined();
  expect(match('shl', 'Show or hide the lesson')?.at).toHaveLength(3);
  expect(match('lessonx', 'Show or hide the lesson')).toBeUndefined();
});

test('letters that stand together, and at the start of words, are lit before others', () => {
  expect(lit('les', 'Solve the lesson')).toEqual(['les']);
  expect(lit('ghl', 'Enough: go home later')).toEqual(['g', 'h', 'l']);
  expect(lit('prog', 'my_parse_prog.c')).toEqual(['prog']);
});

test('spaces in the query, case, width and the kind of kana count for nothing', () => {
  expect(match('Run Test', 'runtest')).toBeDefined();
  expect(lit('RUN', '実行(run)')).toEqual(['run']);
  expect(lit('れっすん', 'レッスン一覧')).toEqual(['レッスン']);
  expect(lit('XDP', 'xdpを読む')).toEqual(['xdp']);
});

test('an empty query fits everything and lights nothing', () => {
  expect(match('', 'anything')).toEqual({ score: 0, at: [] });
  expect(piecesOf('𠮷野家', [0])).toEqual([
    { text: '𠮷', lit: true },
    { text: '野家', lit: false },
  ]);
});

const entry = (id: string, en: string, ja: string): Entry => ({
  id,
  title: { en, ja },
  run: () => undefined,
});
const entries = [
  entry('lesson', 'Show the lesson', 'レッスンを表示'),
  entry('run', 'Run', '実行'),
  entry('stop', 'Stop the run', '実行を停止'),
];
const ids = (query: string, language: 'en' | 'ja' = 'en', recent: string[] = []) =>
  rank(entries, query, language, recent).map((one) => one.entry.id);

test('the best fit comes first, and what does not fit is left out', () => {
  expect(ids('run')).toEqual(['run', 'stop']);
  expect(ids('zzz')).toEqual([]);
});

test('without a query what was chosen last comes first', () => {
  expect(ids('', 'en', ['stop', 'run'])).toEqual(['stop', 'run', 'lesson']);
  expect(ids('')).toEqual(['lesson', 'run', 'stop']);
});

test('the title in the other language is found too, and shown', () => {
  const [first] = rank(entries, '停止', 'en', []);
  expect(first).toMatchObject({ entry: { id: 'stop' }, at: [], other: { text: '実行を停止', at: [3, 4] } });
  expect(ids('lesson', 'ja')).toEqual(['lesson']);
});
