/** Makes one call of an engine and dies by SIGKILL when the call is about to rename for the `nth` time. */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [bundle = '', root, dataFolder, nth, name = '', input = ''] = process.argv.slice(2);
const { rename } = fs;
let renames = 0;
fs.rename = (from, to) => {
  renames += 1;
  if (renames === Number(nth)) process.kill(process.pid, 'SIGKILL');
  return rename(from, to);
};
syncBuiltinESMExports();

const { createEngine } = await import(bundle);
const { handlers } = createEngine({ root, dataFolder }).service;
await handlers[name](JSON.parse(input), { signal: new AbortController().signal });
