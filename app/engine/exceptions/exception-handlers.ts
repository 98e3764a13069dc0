import type { Emit, Handlers, LabContract } from '../../contract/index.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import { explainGroup } from './meaning.ts';
import { openTrace } from './open-trace.ts';

type ExceptionCalls = 'exceptions.watch' | 'exceptions.stop' | 'exceptions.recording' | 'exceptions.open';

/** The verbs about XDP's exceptions: the helper listens, and the engine says what they mean. */
export const exceptionHandlers = (
  helper: HelperLink,
  emit: Emit<LabContract>,
): Pick<Handlers<LabContract>, ExceptionCalls> => {
  helper.on('exceptions.rows', ({ groups, ...rows }) => {
    emit('exceptions.rows', { ...rows, groups: groups.map(explainGroup) });
  });
  return {
    'exceptions.watch': (input, context) => helper.call('exceptions.watch', input, context),
    'exceptions.stop': (input, context) => helper.call('exceptions.stop', input, context),
    'exceptions.recording': (input, context) => helper.call('exceptions.recording', input, context),
    'exceptions.open': (request, { signal }) => openTrace(request, signal),
  };
};
