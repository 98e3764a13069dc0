import { expect, test } from 'vitest';
import { nodeProblem } from '../../../app/setup/node-version.mjs';

test.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0'])('Node %s will do', (version) => {
  expect(nodeProblem(version)).toBeNull();
});

test.each(['18.20.4', '20.18.3', '12.22.12'])(
  'Node %s is too old, and the sentence says which is needed',
  (version) => {
    expect(nodeProblem(version)).toMatch(/20\.19 or newer/);
    expect(nodeProblem(version)).toContain(version);
  },
);
