import { requireNode } from './node-version.mjs';

requireNode();
// Imported only now: an older Node could not even read it.
import('./first-run.mjs').then(({ firstRun }) => firstRun(process.argv.slice(2)));
