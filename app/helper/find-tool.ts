import { accessSync, closeSync, constants, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';

/** Every program the helper may start. */
export type ToolName =
  | 'bpftool'
  | 'cat'
  | 'ethtool'
  | 'ip'
  | 'mount'
  | 'nsenter'
  | 'ping'
  | 'tc'
  | 'tcpdump'
  | 'trace-cmd'
  | 'umount'
  | 'unshare'
  | 'xdp-loader';

/** The only folders a tool is taken from, in order: root-owned ones that every distribution has. */
export const toolFolders = [
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
] as const;

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const isElf = (path: string): boolean => {
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(4);
    readSync(file, magic);
    return magic.toString('latin1') === '\x7fELF';
  } finally {
    closeSync(file);
  }
};

const kernelToolFolders = (): string[] => {
  try {
    const newestFirst = readdirSync('/usr/lib/linux-tools').sort().reverse();
    return [release(), ...newestFirst].map((version) => join('/usr/lib/linux-tools', version));
  } catch {
    return [];
  }
};

const search = (tool: ToolName): string | undefined => {
  const candidates = toolFolders.map((folder) => join(folder, tool)).filter(isProgram);
  if (tool !== 'bpftool') return candidates[0];
  // Ubuntu's /usr/sbin/bpftool is a script that fails when the tools of the very running kernel are not installed.
  const ofKernels = kernelToolFolders().map((folder) => join(folder, tool));
  return candidates.find(isElf) ?? ofKernels.find(isProgram) ?? candidates[0];
};

const found = new Map<ToolName, string>();

/** The absolute path of a tool, looked for once; undefined where it is not installed. */
export const findTool = (tool: ToolName): string | undefined => {
  const known = found.get(tool);
  if (known !== undefined && isProgram(known)) return known;
  const path = search(tool);
  if (path === undefined) found.delete(tool);
  else found.set(tool, path);
  return path;
};
