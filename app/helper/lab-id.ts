import { randomBytes } from 'node:crypto';

/** This helper's lab, and the name of its folder: unlike a process id, it never comes back. */
export const labId = `lab-${process.pid}-${randomBytes(4).toString('hex')}`;

/** Every tool a helper starts carries its lab's id in this variable, by which the tools of a dead one are found. */
export const labVariable = 'XDP_LAB';
