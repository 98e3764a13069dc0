import { requireNode } from './node-version.mjs';

requireNode();
// Imported only now: an older Node could not even read it.
import('./start-lab.mjs').then(({ startLab }) => startLab(process.argv.slice(2)));
