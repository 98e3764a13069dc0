import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStateFolder } from '../../../app/helper/state-folder.ts';
import { sweep } from '../../../app/helper/sweep.ts';

it('a lab that cannot be swept is reported, and the others are swept all the same', async () => {
  const state = openStateFolder(mkdtempSync(join(tmpdir(), 'sweep-')));
  onTestFinished(() => {
    rmSync(state.path, { recursive: true });
  });
  for (const id of ['lab-1-a', 'lab-2-b']) mkdirSync(state.labFolder(id));
  // Its lock cannot even be made.
  mkdirSync(state.labLock('lab-1-a'));
  const failures = await sweep({ ...state, locks: () => [] });
  expect(failures.map(({ message }) => message.en)).toEqual(['Sweeping lab-1-a failed.']);
  expect(state.labIds()).toEqual(['lab-1-a']);
});
