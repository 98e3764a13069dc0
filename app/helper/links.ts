import * as v from 'valibot';
import { fail, labFailure, succeed, type Outcome, type RanCommand } from '../contract/index.ts';
import { XdpOfLink } from './attached-program.ts';
import { runTool } from './tool.ts';

const Link = v.object({
  ifindex: v.number(),
  ifname: v.string(),
  /** Missing on links without a link-layer address. */
  address: v.optional(v.string(), ''),
  /** RFC 2863 state as the kernel names it: UP once there is carrier. */
  operstate: v.string(),
  xdp: v.optional(XdpOfLink),
  addr_info: v.array(v.object({ local: v.optional(v.string(), ''), prefixlen: v.optional(v.number(), 0) })),
});
/** An interface as `ip -j -d address show` prints it. */
export type Link = v.InferOutput<typeof Link>;

// `ip -j` prints an empty object for a link that a filter left out.
const Links = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.union([Link, v.strictObject({})])),
  v.transform((links) => links.flatMap((link) => ('ifname' in link ? [link] : []))),
);

/**
 * Every interface of the root namespace, or of a named one, with its addresses and XDP programs. Fails like a tool, or
 * with `tool-failed`.
 */
export const readLinks = async (
  namespace?: string,
): Promise<Outcome<{ links: Link[]; command: RanCommand }>> => {
  const inNamespace = namespace === undefined ? [] : ['-n', namespace];
  const ran = await runTool('ip', [...inNamespace, '-j', '-d', 'address', 'show']);
  if (!ran.ok) return ran;
  const { exitCode, stdout, stderr, command } = ran.value;
  if (exitCode !== 0) {
    return fail(labFailure('tool-failed', { thing: command.argv.join(' '), detail: stderr.trim() }));
  }
  return succeed({ links: v.parse(Links, stdout), command });
};
