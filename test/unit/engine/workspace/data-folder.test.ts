import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultDataFolder } from '../../../../app/engine/workspace/data-folder.ts';

it('lies in XDG_DATA_HOME, and below the home folder where that is not set or not absolute', () => {
  const usual = join(homedir(), '.local', 'share', 'xdp-lab');
  expect(defaultDataFolder({ XDG_DATA_HOME: '/srv/mine' })).toBe('/srv/mine/xdp-lab');
  expect(defaultDataFolder({})).toBe(usual);
  expect(defaultDataFolder({ XDG_DATA_HOME: '' })).toBe(usual);
  expect(defaultDataFolder({ XDG_DATA_HOME: 'mine' })).toBe(usual);
});
