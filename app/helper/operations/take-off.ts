import {
  fail,
  labFailure,
  succeed,
  type AttachedProgram,
  type Loader,
  type Outcome,
  type RanCommand,
} from '../../contract/index.ts';
import { runTool, type ToolRun } from '../tool.ts';
import { inNamespace, type XdpTarget } from './read-attached.ts';
import { xdpLoader } from './xdp-loader.ts';

/** What iproute2 calls a mode (ip-link(8)). */
export const iproute2Mode = { native: 'xdpdrv', skb: 'xdpgeneric' } as const;

const withIproute2 = (target: XdpTarget, mode: AttachedProgram['mode']): Promise<Outcome<ToolRun>> =>
  runTool('ip', [...inNamespace(target), 'link', 'set', 'dev', target.interface, iproute2Mode[mode], 'off']);

/** Takes a program off an interface with the loader asked for; iproute2 takes off what xdp-loader will not. */
export const takeOff = async (
  target: XdpTarget,
  mode: AttachedProgram['mode'],
  loader: Loader,
): Promise<Outcome<RanCommand[]>> => {
  const commands: RanCommand[] = [];
  if (loader === 'xdp-loader' && target.namespace === undefined) {
    const unloaded = await xdpLoader(['unload', '-a', target.interface]);
    if (!unloaded.ok) return unloaded;
    commands.push(unloaded.value.command);
    if (unloaded.value.exitCode === 0) return succeed(commands);
  }
  const off = await withIproute2(target, mode);
  if (!off.ok) return off;
  const { exitCode, stderr, command } = off.value;
  if (exitCode !== 0) {
    return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr.trim() }));
  }
  return succeed([...commands, command]);
};
