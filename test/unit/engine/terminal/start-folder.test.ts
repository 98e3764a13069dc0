import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail, labFailure, succeed } from '../../../../app/contract/index.ts';
import { startFolderIn } from '../../../../app/engine/terminal/start-folder.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const scratch = scratchFolder();
const key = { lesson: 'packets', assignment: 'bounds' };
const missing = () => Promise.resolve(fail(labFailure('not-found', { thing: 'bounds' })));

describe('where a terminal starts', () => {
  it('is with the files of the assignment that is asked for', async () => {
    const asked: unknown[] = [];
    const folder = startFolderIn(scratch.folder, (which) => {
      asked.push(which);
      return Promise.resolve(succeed({ folder: '/of/the/assignment' }));
    });
    expect(await folder(key)).toBe('/of/the/assignment');
    expect(asked).toEqual([key]);
  });
  it('is above all of them where no assignment is, and that folder is made', async () => {
    const data = join(scratch.folder, 'made');
    const folder = startFolderIn(data, missing);
    expect(await folder(undefined)).toBe(join(data, 'work'));
    expect(await folder(key)).toBe(join(data, 'work'));
    mkdirSync(join(data, 'work', 'is-there'));
  });
  it('does not keep it from starting where the folder cannot be made', async () => {
    const data = join(scratch.folder, 'a-file');
    writeFileSync(data, '');
    expect(await startFolderIn(data, missing)(key)).toBe(join(data, 'work'));
  });
});
