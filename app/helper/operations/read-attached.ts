import * as v from 'valibot';
import {
  fail,
  labFailure,
  succeed,
  type AttachedProgram,
  type Outcome,
  type RanCommand,
} from '../../contract/index.ts';
import { attachedProgram, XdpOfLink } from '../attached-program.ts';
import { attachedXdp } from '../libbpf/attached.ts';
import { libbpf } from '../libbpf/library.ts';
import { interfaceIndex } from '../libc.ts';
import { markTapped } from '../tap/tapped.ts';
import { runTool } from '../tool.ts';

/** An interface, in a named network namespace or in the helper's own. */
export interface XdpTarget {
  readonly interface: string;
  readonly namespace?: string;
}

/** Arguments of `ip` that choose the target's namespace. */
export const inNamespace = ({ namespace }: XdpTarget): string[] =>
  namespace === undefined ? [] : ['-n', namespace];

/** BPF_OBJ_NAME_LEN − 1 (linux/bpf.h): a name as long as this may have been cut. */
const longestKernelName = 15;

const Links = v.pipe(v.string(), v.parseJson(), v.array(v.object({ xdp: v.optional(XdpOfLink) })));
const Named = v.pipe(v.string(), v.parseJson(), v.object({ name: v.string() }));

/** What `ip` and bpftool said of an interface. */
export interface AttachedReading {
  readonly attached: AttachedProgram | null;
  readonly commands: RanCommand[];
}

/**
 * The mode of what is attached, or null. Where the target is in the helper's own namespace it is asked through netlink,
 * without a process.
 */
export const attachedMode = async (target: XdpTarget): Promise<Outcome<AttachedProgram['mode'] | null>> => {
  const lib = libbpf();
  if (!lib.ok) return lib;
  if (target.namespace !== undefined) {
    const reading = await readAttached(target);
    return reading.ok ? succeed(reading.value.attached?.mode ?? null) : reading;
  }
  const index = interfaceIndex(target.interface);
  return index === undefined
    ? fail(labFailure('interface-missing', { thing: target.interface }))
    : succeed(attachedXdp(lib.value, index)?.mode ?? null);
};

/** What is attached to an interface, with the program's whole name where its BTF has it; `interface-missing` where it is gone. */
export const readAttached = async (target: XdpTarget): Promise<Outcome<AttachedReading>> => {
  const { interface: device } = target;
  const shown = await runTool('ip', [...inNamespace(target), '-j', '-d', 'link', 'show', 'dev', device]);
  if (!shown.ok) return shown;
  const { exitCode, stdout, stderr, command } = shown.value;
  if (exitCode !== 0) return fail(labFailure('interface-missing', { thing: device, detail: stderr.trim() }));
  const found = attachedProgram(device, v.parse(Links, stdout)[0]?.xdp);
  const attached = found && markTapped(found);
  if (!attached || attached.name.length < longestKernelName)
    return succeed({ attached, commands: [command] });

  const program = await runTool('bpftool', ['-j', 'prog', 'show', 'id', `${attached.id}`]);
  if (!program.ok) return program;
  const named = v.safeParse(Named, program.value.stdout);
  const name = program.value.exitCode === 0 && named.success ? named.output.name : attached.name;
  return succeed({ attached: { ...attached, name }, commands: [command, program.value.command] });
};
