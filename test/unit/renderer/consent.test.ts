import { expect, onTestFinished, test, vi } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import { unasked } from './lab-state-double.ts';
import { openPage } from './page.ts';

const opened = async (own: Parameters<typeof openPage>[0] = {}) => {
  const page = openPage(own);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  page.changeState(unasked);
  await vi.waitFor(() => {
    expect(page.lab.session.state?.privilege).toBe('unasked');
  });
  return page;
};

test('allowed while the lab is not connected, the question stays and says so', async () => {
  const { lab, cut } = await opened();
  const again = vi.fn();
  lab.consent.ask(again);
  lab.link.dispose();
  cut();
  await vi.waitFor(() => {
    expect(lab.consent.connected).toBe(false);
  });
  await lab.consent.allow();
  expect(lab.consent.shown).toBe(true);
  expect(again).not.toHaveBeenCalled();
});

test('a connection lost while the system asks leaves the question, to be answered again', async () => {
  let asked = 0;
  const { lab, cut } = await opened({
    'lab.allow': () => {
      asked += 1;
      return asked === 1
        ? new Promise(() => undefined)
        : Promise.resolve(succeed({ ...unasked, privilege: 'granted' as const }));
    },
  });
  const again = vi.fn();
  lab.consent.ask(again);
  const allowing = lab.consent.allow();
  await vi.waitFor(() => {
    expect(asked).toBe(1);
  });
  cut();
  await allowing;
  expect(lab.consent.shown).toBe(true);
  await vi.waitFor(() => {
    expect(lab.consent.connected).toBe(true);
  });
  await lab.consent.allow();
  expect(again).toHaveBeenCalledOnce();
  expect(lab.consent.shown).toBe(false);
});
