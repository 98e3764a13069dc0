import { createContext } from 'svelte';
import type { Lab } from './lab.svelte.ts';

/** The page's state, for every component below the one that provides it. */
export const [useLab, provideLab] = createContext<Lab>();
