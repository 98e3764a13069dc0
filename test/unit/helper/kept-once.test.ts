import { expect, it } from 'vitest';
import { fail, labFailure, succeed, type Outcome } from '../../../app/contract/index.ts';
import { keepOnce } from '../../../app/helper/kept-once.ts';

const failed = fail(labFailure('tool-failed', { thing: 'mount' }));

/** Something that is made as the list says, one attempt after another. */
const making = (...attempts: (() => Promise<Outcome<string>>)[]) => {
  let made = 0;
  return keepOnce(() => {
    const attempt = attempts[made];
    made += 1;
    return attempt ? attempt() : Promise.resolve(succeed('once too often'));
  });
};

it('what was made is kept, also for those who ask while it is being made', async () => {
  const kept = making(() => Promise.resolve(succeed('first')));
  expect(await Promise.all([kept.get(), kept.get()])).toEqual([succeed('first'), succeed('first')]);
  expect(await kept.get()).toEqual(succeed('first'));
});

it('a failure is not kept, nor is what was thrown', async () => {
  const kept = making(
    () => Promise.resolve(failed),
    () => Promise.reject(new Error('no room')),
    () => Promise.resolve(succeed('third')),
  );
  expect(await kept.get()).toEqual(failed);
  await expect(kept.get()).rejects.toThrow('no room');
  expect(await kept.get()).toEqual(succeed('third'));
});

it('what is gone is made anew', async () => {
  const gones: (() => void)[] = [];
  const kept = keepOnce((gone) => {
    gones.push(gone);
    return Promise.resolve(succeed(gones.length));
  });
  await kept.get();
  gones[0]?.();
  expect(await kept.get()).toEqual(succeed(2));
  gones[0]?.();
  expect(await kept.get()).toEqual(succeed(2));
});
