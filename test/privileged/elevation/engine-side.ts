import { once } from 'node:events';
import { startHelper } from '../../../app/helper/elevate/index.ts';
import type { ElevationWay } from '../../../app/helper/elevate/index.ts';

/** What the test asks of an engine that runs as somebody else: one JSON text as the only argument. */
export interface Request {
  readonly helperPath: string;
  readonly ways?: readonly ElevationWay[];
  readonly timeoutMs?: number;
}

// The test says when, since an agent can only be registered for a process that is there.
await once(process.stdin, 'data');
process.stdin.destroy();

const request = JSON.parse(process.argv[2] ?? '{}') as Request;
const started = await startHelper(request);
if (started.ok) {
  const { client, way, pid, dispose } = started.value;
  const hello = await client.call('helper.hello', {});
  const heartbeat = await client.call('helper.heartbeat', {});
  await dispose();
  const later = await client.call('helper.hello', {});
  console.log(
    JSON.stringify({
      way,
      pid,
      helperUid: hello.ok && hello.value.uid,
      engineUid: process.getuid?.(),
      heartbeat: heartbeat.ok,
      afterwards: later.ok ? 'ok' : later.failure.code,
    }),
  );
} else {
  const { code, detail, message } = started.failure;
  console.log(JSON.stringify({ code, detail, message: message.en }));
}
