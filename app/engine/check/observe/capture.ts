import {
  fail,
  labFailure,
  succeed,
  type CallContext,
  type Outcome,
  type RanCommand,
} from '../../../contract/index.ts';
import { createPcapReader, type Frame } from '../../../packet/index.ts';
import type { HelperLink } from '../../lab/helper-link.ts';

/** The frames seen at both ends, in order of arrival: inner before XDP, outer after it. */
export interface Captured {
  readonly inner: Frame[];
  readonly outer: Frame[];
}

/** Captures both ends while `send` runs. */
export const recordCapture = async <T extends { commands: RanCommand[] }>(
  helper: HelperLink,
  environment: string,
  context: CallContext,
  send: () => Promise<Outcome<T>>,
): Promise<Outcome<T & { captured: Captured }>> => {
  const captured: Captured = { inner: [], outer: [] };
  const readers = { inner: createPcapReader(), outer: createPcapReader() };
  const stopListening = helper.on('capture.bytes', ({ environment: from, side, bytes }) => {
    if (from === environment) captured[side].push(...readers[side].push(Buffer.from(bytes, 'base64')));
  });
  try {
    const started = await helper.call('capture.start', { environment, sides: ['inner', 'outer'] }, context);
    if (!started.ok) return started;
    let sent: Outcome<T>;
    let stopped: Outcome<{ commands: RanCommand[] }>;
    try {
      sent = await send();
    } finally {
      // Without the caller's signal: what was started is stopped, whoever gave up.
      stopped = await helper.call('capture.stop', { environment });
    }
    if (!sent.ok) return sent;
    if (!stopped.ok) return stopped;
    const broken = readers.inner.failure ?? readers.outer.failure;
    if (broken) return fail(labFailure('tool-failed', { thing: 'tcpdump', detail: broken.message }));
    const commands = [...started.value.commands, ...sent.value.commands, ...stopped.value.commands];
    return succeed({ ...sent.value, commands, captured });
  } finally {
    stopListening();
  }
};
