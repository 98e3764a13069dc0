import { fail, succeed, type Handlers, type LabContract } from '../contract/index.ts';
import { abilitiesOf, noDesktop, type Host } from './host.ts';
import { tooLargeToOpen } from './largest-opened.ts';
import type { Catalogue } from './lessons/catalogue.ts';
import type { Workspace } from './workspace/workspace.ts';

type HostCall = Extract<keyof LabContract['calls'], `host.${string}`>;

/** What a page may ask of the host around it. The page names an assignment's file, never a path of the machine. */
export const hostHandlers = (
  host: Host,
  catalogue: Catalogue,
  workspace: Workspace,
): Pick<Handlers<LabContract>, HostCall> => ({
  'host.abilities': () => Promise.resolve(succeed(abilitiesOf(host))),
  'host.open': async ({ kind }) => {
    if (!host.dialogs) return fail(noDesktop());
    const opened = await host.dialogs.open(kind);
    if (!opened.ok || opened.value === null) return opened.ok ? succeed({ file: null }) : opened;
    const { name, bytes } = opened.value;
    const tooLarge = tooLargeToOpen(name, bytes.length);
    if (tooLarge) return fail(tooLarge);
    return succeed({ file: { name, bytes: Buffer.from(bytes).toString('base64') } });
  },
  'host.save': async ({ kind, name, bytes }) => {
    if (!host.dialogs) return fail(noDesktop());
    const saved = await host.dialogs.save(kind, name, Buffer.from(bytes, 'base64'));
    return saved.ok ? succeed({ path: saved.value }) : saved;
  },
  'host.reveal': async ({ lesson, assignment: id, path }) => {
    if (!host.reveal) return fail(noDesktop());
    const assignment = await catalogue.assignment(lesson, id);
    if (!assignment.ok) return assignment;
    const place = await workspace.place(assignment.value, path);
    if (!place.ok) return place;
    host.reveal(place.value);
    return succeed({});
  },
});
