import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CheckReport, CheckSource } from '../../app/contract/index.ts';
import { createEngine } from '../../app/engine/index.ts';
import { root } from '../support/cli.ts';
import { value } from '../support/lab-helper.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'test-xdp-'));
const engine = createEngine({ root, dataFolder });
afterAll(async () => {
  await engine.dispose();
  rmSync(dataFolder, { recursive: true });
});

const lessons = join(root, 'bpf', 'lessons');
const assignments = readdirSync(lessons)
  .flatMap((lesson) => readdirSync(join(lessons, lesson)).map((assignment) => ({ lesson, assignment })))
  // Each its own: one environment has VLANs or IPv4, another has not.
  .map((key, index) => ({ key, environment: { name: `veth-tap-ck${index}`, number: 155 + index } }));
type Judged = (typeof assignments)[number];

const check = async ({ key, environment }: Judged, source: CheckSource, tap: boolean): Promise<CheckReport> =>
  value(
    await engine.service.handlers['check.run'](
      { ...key, source, only: 'live', environment, tap },
      { signal: new AbortController().signal },
    ),
  );
/** Without the codes: a program that looks at ping's identifier answers all or none, as chance has it. */
const judged = ({ verdict, failure, checks }: CheckReport) => ({
  verdict,
  failure,
  checks: checks.map(({ id, state }) => ({ id, state })),
});

/** The lesson's programs that must pass, or must not, by their kind. */
const programsOf = ({ key }: Judged, kind: string): string[] => {
  const folder = join(lessons, key.lesson, key.assignment, kind);
  return readdirSync(folder).map((name) => join(folder, name));
};

describe.each(assignments)('$key.assignment', (assignment) => {
  it('its solution passes with the tap attached, as it does without', async () => {
    const plain = await check(assignment, { kind: 'solution' }, false);
    const tapped = await check(assignment, { kind: 'solution' }, true);
    expect(judged(tapped)).toEqual(judged(plain));
    expect(tapped).toMatchObject({ verdict: 'pass', failure: null });
    expect(plain.tap).toBeUndefined();
    expect(tapped.tap).toEqual({ attached: true });
  });

  it.each(['accept', 'reject'])('those to %s are judged alike', async (kind) => {
    for (const path of programsOf(assignment, kind)) {
      const plain = await check(assignment, { kind: 'path', path }, false);
      const tapped = await check(assignment, { kind: 'path', path }, true);
      expect({ path, ...judged(tapped) }).toEqual({ path, ...judged(plain) });
    }
  });
});
