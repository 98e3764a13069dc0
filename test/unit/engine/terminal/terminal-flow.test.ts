import { describe, expect, it } from 'vitest';
import { pauseAbove, resumeBelow } from '../../../../app/engine/terminal/flow-control.ts';
import { recentBytes } from '../../../../app/engine/terminal/recent-output.ts';
import { context, terminalLab, valueOf } from './fixture.ts';

/** One read of a pseudoterminal is at most this long (libuv's buffer), and may come when the limit is almost reached. */
const oneRead = 65_536;
const lines = 1_000_000;
/** A line of 98 x, and its \r\n. */
const lineLength = 100;
const print = `stty -echo; yes ${'x'.repeat(lineLength - 2)} | head -n ${lines}; echo 'e'nd\n`;

describe('a terminal that prints 100 MB', () => {
  it('never has more under way than a slow reader may be behind, and loses nothing', async () => {
    const lab = terminalLab({ acknowledge: false });
    const terminal = await lab.open();
    let drawn = 0;
    let most = 0;
    let received = 0;
    let tail = '';
    await lab.type(terminal, print);
    while (!tail.includes('end\r\n')) {
      await lab.until(() => lab.batches.length > 0);
      for (const { text } of lab.batches.splice(0)) {
        received += text.length;
        tail = (tail + text).slice(-100);
      }
      most = Math.max(most, received - drawn);
      // As slow as can be: draws only when the terminal has stopped, a little at a time, and no more than sets it going.
      const behind = received - drawn > pauseAbove;
      while (behind && received - drawn >= resumeBelow) {
        drawn += 4_000;
        await lab.handlers['terminal.acknowledge']({ terminal, characters: 4_000 }, context);
      }
    }
    expect(received).toBeGreaterThan(lines * lineLength);
    expect(received).toBeLessThan(lines * lineLength + 2000);
    expect(most).toBeGreaterThan(pauseAbove);
    expect(most).toBeLessThanOrEqual(pauseAbove + oneRead);
  }, 60_000);

  it('keeps its end for a page that connects anew, which sets it going again', async () => {
    const lab = terminalLab({ acknowledge: false });
    const terminal = await lab.open();
    await lab.type(terminal, print);
    const total = (): number => lab.batches.reduce((sum, { text }) => sum + text.length, 0);
    await lab.until(() => total() > pauseAbove);
    const list = async () => valueOf(await lab.handlers['terminal.list']({}, context)).terminals[0];
    for (let page = 2; page <= 5; page += 1) {
      expect(lab.said(terminal).endsWith((await list())?.recent ?? 'nothing')).toBe(true);
      await lab.until(() => total() > page * pauseAbove);
    }
    const recent = (await list())?.recent ?? '';
    expect(recent.length).toBeGreaterThan(recentBytes - 2 * lineLength);
    expect(recent.length).toBeLessThanOrEqual(recentBytes);
    expect(recent.startsWith('xxx')).toBe(true);
  }, 60_000);
});
