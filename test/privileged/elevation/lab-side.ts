import { once } from 'node:events';
import type { LabState, Outcome } from '../../../app/contract/index.ts';
import { createConsentStore } from '../../../app/engine/lab/consent.ts';
import { createLab } from '../../../app/engine/lab/lab.ts';
import type { ElevationWay } from '../../../app/helper/elevate/index.ts';

/** What the test asks of a lab that runs as somebody else: one JSON text as the only argument. */
interface Request {
  readonly helperPath: string;
  readonly ways: readonly ElevationWay[];
  readonly dataFolder: string;
}

// The test says when, since an agent can only be registered for a process that is there.
await once(process.stdin, 'data');
process.stdin.destroy();

const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.failure.code);
const { helperPath, ways, dataFolder } = JSON.parse(process.argv[2] ?? '{}') as Request;
const store = createConsentStore(dataFolder);
const states: LabState[] = [];
const lab = createLab({
  helperPath,
  ways,
  consent: 'asked',
  store,
  changed: (state) => states.push(state),
});
const context = { signal: new AbortController().signal };

const before = code(await lab.helper.call('env.list', {}));
const allowed = code(await lab.handlers['lab.allow']({}, context));
const after = code(await lab.helper.call('env.list', {}));
const { privilege, way, helper, failure } = lab.state();
await lab.dispose();
console.log(
  JSON.stringify({
    before,
    allowed,
    after,
    privileges: states.map((state) => state.privilege).filter((one, index, all) => one !== all[index - 1]),
    privilege,
    way,
    helper,
    failure: failure?.code ?? null,
    kept: store.kept(),
  }),
);
