import { succeed, type Outcome, type TapState, type XdpMode } from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import type { Libbpf } from '../libbpf/library.ts';
import { openObject } from '../libbpf/object.ts';
import { isFollowed } from '../tap/followed.ts';
import { startRecording } from '../tap/recording.ts';
import { requireProgram } from './choose-program.ts';
import { readObject } from './object-file.ts';
import { putLoaded } from './put-loaded.ts';

const reasons = {
  load: {
    en: 'The verifier rejects the program with the tap around it, so it is attached without.',
    ja: 'タップを付けたプログラムを検証器が拒否したため、タップなしでアタッチしました。',
  },
  attach: {
    en: 'The kernel refused to attach the program with the tap around it.',
    ja: 'タップを付けたプログラムのアタッチをカーネルが拒否しました。',
  },
} as const;

interface Wanted {
  readonly interface: string;
  readonly index: number;
  /** Base64. */
  readonly object: string;
  readonly program: string;
  readonly mode: XdpMode;
}

/** Attaches a program with the tap around it; where that is refused, says why, and nothing has changed. */
export const putTapped = async (
  lab: Lab,
  lib: Libbpf,
  { object, ...wanted }: Wanted,
): Promise<Outcome<TapState>> => {
  const bytes = readObject(object);
  if (!bytes.ok) return bytes;
  const opened = openObject(lib, bytes.value);
  if (!('errno' in opened)) {
    const named = requireProgram(opened, wanted.program);
    opened.close();
    if (!named.ok) return named;
  }
  const put = await putLoaded(lab, lib, {
    ...wanted,
    bytes: bytes.value,
    by: 'netlink',
    prepare: (loaded) => {
      if (isFollowed(lab, wanted.interface)) startRecording(lib, loaded);
    },
  });
  if (!put.ok) return put;
  if (put.value.done) return succeed({ attached: true });
  return succeed({ attached: false, reason: reasons[put.value.at], detail: put.value.detail });
};
