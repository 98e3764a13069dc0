import { requireNode } from './node-version.mjs';

requireNode();
// Imported only now: an older Node could not even read it.
import('./test-run.mjs').then(({ testRun }) => testRun(process.argv.slice(2)));
