import { describe, expect, it } from 'vitest';
import { createFlowControl } from '../../../../app/engine/terminal/flow-control.ts';

const source = () => {
  const calls: string[] = [];
  const flow = createFlowControl({
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
  });
  return { calls, flow };
};

describe('acknowledged flow control', () => {
  it('pauses above 100 000 characters, once, and resumes below 5 000', () => {
    const { calls, flow } = source();
    flow.sent(100_000);
    expect(calls).toEqual([]);
    flow.sent(1);
    flow.sent(500);
    expect(calls).toEqual(['pause']);
    flow.acknowledged(95_501);
    expect(calls).toEqual(['pause']);
    flow.acknowledged(1);
    expect(calls).toEqual(['pause', 'resume']);
  });

  it('takes more acknowledgements than characters, as two pages give them', () => {
    const { calls, flow } = source();
    flow.sent(10);
    flow.acknowledged(20);
    flow.sent(100_000);
    expect(calls).toEqual([]);
    flow.sent(1);
    expect(calls).toEqual(['pause']);
  });

  it('goes on for a page that caught up otherwise', () => {
    const { calls, flow } = source();
    flow.sent(100_001);
    flow.caughtUp();
    flow.caughtUp();
    expect(calls).toEqual(['pause', 'resume']);
  });
});
