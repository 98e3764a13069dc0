import { release } from 'node:os';
import { succeed, type Service } from '../contract/index.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { HelperContract } from './contract/index.ts';
import type { Lab } from './lab.ts';
import { attach, attachPeer } from './operations/attach.ts';
import { startCapture, stopCapture } from './operations/capture.ts';
import { readCounters } from './operations/counters.ts';
import { detach } from './operations/detach.ts';
import { dryRun } from './operations/dry-run.ts';
import { environmentDown } from './operations/environment-down.ts';
import { environmentList } from './operations/environment-list.ts';
import { environmentStatus } from './operations/environment-status.ts';
import { environmentUp } from './operations/environment-up.ts';
import { exceptionVerbs } from './operations/watch-exceptions.ts';
import { followTap } from './operations/follow-tap.ts';
import { dumpMap, listMaps } from './operations/maps.ts';
import { ping } from './operations/ping.ts';
import { probe } from './operations/probe.ts';
import { programStatus } from './operations/program-status.ts';
import { watchCounters } from './operations/watch-counters.ts';

/** The helper's verbs over one lab. `onHeartbeat` is called for every sign of life from the engine. */
export const createService = (lab: Lab, onHeartbeat: () => void): Service<HelperContract> => {
  const exceptions = exceptionVerbs(lab);
  return {
    handlers: {
      'helper.hello': () =>
        Promise.resolve(
          succeed({
            version: packageJson.version,
            pid: process.pid,
            uid: process.getuid?.() ?? -1,
            kernel: release(),
          }),
        ),
      'helper.heartbeat': () => {
        onHeartbeat();
        return Promise.resolve(succeed({}));
      },

      'helper.probe': lab.counted('helper.probe', probe(lab)),

      'env.up': lab.counted('env.up', environmentUp(lab)),
      'env.down': lab.counted('env.down', environmentDown(lab)),
      'env.status': lab.counted('env.status', environmentStatus(lab)),
      'env.list': lab.counted('env.list', environmentList(lab)),

      'program.dryRun': lab.counted('program.dryRun', dryRun(lab)),
      'program.attach': lab.counted('program.attach', attach(lab)),
      'program.attachPeer': lab.counted('program.attachPeer', attachPeer(lab)),
      'program.detach': lab.counted('program.detach', detach(lab)),
      'program.status': lab.counted('program.status', programStatus(lab)),

      'traffic.ping': lab.counted('traffic.ping', ping(lab)),
      'capture.start': lab.counted('capture.start', startCapture(lab)),
      'capture.stop': lab.counted('capture.stop', stopCapture(lab)),
      'counters.read': lab.counted('counters.read', readCounters(lab)),
      'counters.watch': lab.counted('counters.watch', watchCounters(lab)),
      'tap.follow': lab.counted('tap.follow', followTap(lab)),
      'exceptions.watch': lab.counted('exceptions.watch', exceptions['exceptions.watch']),
      'exceptions.stop': lab.counted('exceptions.stop', exceptions['exceptions.stop']),
      'exceptions.recording': lab.counted('exceptions.recording', exceptions['exceptions.recording']),
      'maps.list': lab.counted('maps.list', listMaps(lab)),
      'maps.dump': lab.counted('maps.dump', dumpMap(lab)),
    },
    subscribe: lab.subscribe,
  };
};
