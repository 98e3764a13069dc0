import { type Loader, type Outcome, type XdpMode } from '../../contract/index.ts';
import type { Lab } from '../lab.ts';
import type { ToolRun } from '../tool.ts';
import { runInside } from './inside.ts';
import { withOwnSysFsBpf } from './pins-folder.ts';
import { inNamespace, type XdpTarget } from './read-attached.ts';
import { iproute2Mode } from './take-off.ts';
import { xdpLoader } from './xdp-loader.ts';

/** What a loader is told. */
export interface PutOnRequest {
  readonly target: XdpTarget;
  readonly path: string;
  readonly program: string;
  readonly mode: XdpMode;
  readonly loader: Loader;
  /** A folder on bpffs for maps that pin themselves by name; absent where the object has none. */
  readonly pinPath?: string;
}

/** Verifying the worst program takes iproute2 this long on a slow machine. */
const limitMs = 60_000;

const withXdpLoader = ({ target, path, program, mode, pinPath }: PutOnRequest): Promise<Outcome<ToolRun>> =>
  xdpLoader([
    ...['load', '-m', mode, '-n', program],
    ...(pinPath === undefined ? [] : ['-p', pinPath]),
    ...[target.interface, path],
  ]);

// iproute2 makes folders, and pins maps, on whatever bpffs it finds first.
const withIproute2 = (lab: Lab, { target, path, program, mode }: PutOnRequest): Promise<Outcome<ToolRun>> =>
  withOwnSysFsBpf(lab, (enter) =>
    runInside(
      enter,
      'ip',
      [
        ...[...inNamespace(target), '-force', 'link', 'set', 'dev', target.interface],
        ...[iproute2Mode[mode], 'object', path, 'program', program],
      ],
      { timeoutMs: limitMs },
    ),
  );

/** Loads one program of an object and attaches it. A refusal is an answer: the tool's exit code and words. */
export const putOn = (lab: Lab, request: PutOnRequest): Promise<Outcome<ToolRun>> =>
  request.loader === 'xdp-loader' && request.target.namespace === undefined
    ? withXdpLoader(request)
    : withIproute2(lab, request);
