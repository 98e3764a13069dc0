import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, or the installed package: the folder that holds package.json. Absolute. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
