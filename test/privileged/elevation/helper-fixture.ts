import type { Handlers, Service } from '../../../app/contract/index.ts';
import { succeed } from '../../../app/contract/index.ts';
import { helperContract } from '../../../app/helper/contract/index.ts';
import type { HelperContract } from '../../../app/helper/contract/index.ts';
import { connectBack } from '../../../app/helper/elevate/connect-back.ts';
import { serve } from '../../../app/rpc/index.ts';
import { streamChannel } from '../../../app/rpc/stream.ts';

/** The smallest helper: it says who it is, and touches nothing. */
const handlers: Pick<Handlers<HelperContract>, 'helper.hello' | 'helper.heartbeat'> = {
  'helper.hello': () =>
    Promise.resolve(
      succeed({ version: 'fixture', pid: process.pid, uid: process.getuid?.() ?? -1, kernel: 'unknown' }),
    ),
  'helper.heartbeat': () => Promise.resolve(succeed({})),
};
const service: Service<HelperContract> = {
  handlers: handlers as Handlers<HelperContract>,
  subscribe: () => () => undefined,
};

const [option, path] = process.argv.slice(2);
const channel =
  option === '--connect' && path !== undefined
    ? await connectBack(path)
    : streamChannel(process.stdin, process.stdout);
await serve(helperContract, service, channel).closed;
