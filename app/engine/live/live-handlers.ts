import type { Emit, Handlers, LabContract } from '../../contract/index.ts';
import type { HelperLink } from '../lab/helper-link.ts';

type LiveCalls = 'counters.watch' | 'tap.follow' | 'maps.list' | 'maps.dump';

/** The verbs that look at an attached program while it runs. What it streams goes on to every page. */
export const liveHandlers = (
  helper: HelperLink,
  emit: Emit<LabContract>,
): Pick<Handlers<LabContract>, LiveCalls> => {
  helper.on('counters.samples', (samples) => {
    emit('counters.samples', samples);
  });
  helper.on('tap.records', (records) => {
    emit('tap.records', records);
  });
  return {
    'counters.watch': (input, context) => helper.call('counters.watch', input, context),
    'tap.follow': (input, context) => helper.call('tap.follow', input, context),
    'maps.list': (input, context) => helper.call('maps.list', input, context),
    'maps.dump': (input, context) => helper.call('maps.dump', input, context),
  };
};
