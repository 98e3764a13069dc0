import { fileEndings, type FileKind } from '../../app/contract/index.ts';

/** The media type by which a browser is told of each kind. */
export const mediaTypes: Readonly<Record<FileKind, string>> = {
  c: 'text/x-c',
  'shell-script': 'text/x-shellscript',
  pcap: 'application/vnd.tcpdump.pcap',
  trace: 'application/octet-stream',
  text: 'text/plain',
};

/** The names that a browser offers of a kind when a file is opened, as an input's `accept` lists them. */
export const acceptOf = (kind: FileKind): string => fileEndings[kind].map((ending) => `.${ending}`).join(',');
