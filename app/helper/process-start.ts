import { readFileSync } from 'node:fs';

/** When a process started, in clock ticks since boot (proc(5), stat field 22); undefined where there is none. */
export const startOf = (pid: number): number | undefined => {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // Field 2 is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie (field 3) has ended already.
  return fields[0] === 'Z' ? undefined : Number(fields[19]);
};
