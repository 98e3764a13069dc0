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

export interface AttachedReading {
  readonly attached: AttachedProgram | null;
  readonly commands: RanCommand[];
}

/** What is attached to an interface, with the program's whole name where its BTF has it; `interface-missing` where it is gone. */
export const readAttached = async (target: XdpTarget): Promise<Outcome<AttachedReading>> => {
  const { interface: device } = target;
  const shown = await runTool('ip', [...inNamespace(target), '-j', '-d', 'link', 'show', 'dev', device]);
  if (!shown.ok) return shown;
  const { exitCode, stdout, stderr, command } = shown.value;
  if (exitCode !== 0) return fail(labFailure('interface-missing', { thing: device, detail: stderr.trim() }));
  const attached = attachedProgram(device, v.parse(Links, stdout)[0]?.xdp);
  if (!attached || attached.name.length < longestKernelName)
    return succeed({ attached, commands: [command] });

  const program = await runTool('bpftool', ['-j', 'prog', 'show', 'id', `${attached.id}`]);
  if (!program.ok) return program;
  const named = v.safeParse(Named, program.value.stdout);
  const name = program.value.exitCode === 0 && named.success ? named.output.name : attached.name;
  return succeed({ attached: { ...attached, name }, commands: [command, program.value.command] });
};
