import * as v from 'valibot';

/**
 * What the host around the page can do. A page in a browser saves and opens files itself; a window asks the desktop.
 */
export const HostAbilities = v.object({
  kind: v.picklist(['terminal', 'web', 'desktop']),
  version: v.string(),
  /** `host.open` and `host.save` show the desktop's dialogs. */
  dialogs: v.boolean(),
  /** `host.reveal` shows a file in the desktop's file manager. */
  reveal: v.boolean(),
});
export type HostAbilities = v.InferOutput<typeof HostAbilities>;

/** What kinds of file a dialog offers. */
export const FileKind = v.picklist(['c', 'shell-script', 'pcap', 'trace', 'text']);
export type FileKind = v.InferOutput<typeof FileKind>;

/** How the names of each kind of file end, without the dot, the usual one first. */
export const fileEndings: Readonly<Record<FileKind, readonly string[]>> = {
  c: ['c', 'h'],
  'shell-script': ['sh'],
  pcap: ['pcap', 'pcapng', 'cap'],
  trace: ['dat', 'txt'],
  text: ['txt', 'md', 'log'],
};
