import { fail, labFailure, succeed, type Handlers, type LabContract } from '../../contract/index.ts';
import { terminalCommand } from './terminal-command.ts';
import type { HelperLink } from './helper-link.ts';

type EnvironmentCalls = 'env.up' | 'env.down' | 'env.reset' | 'env.status' | 'env.list' | 'env.command';

/** The env verbs: the helper does them; `reset` is down and up with the same options. */
export const environmentHandlers = (helper: HelperLink): Pick<Handlers<LabContract>, EnvironmentCalls> => ({
  'env.up': (input, context) => helper.call('env.up', input, context),
  'env.down': (input, context) => helper.call('env.down', input, context),
  'env.status': (input, context) => helper.call('env.status', input, context),
  'env.list': (input, context) => helper.call('env.list', input, context),
  'env.reset': async ({ name }, context) => {
    // The list has its options also where its interface has vanished, which is when it is made anew.
    const listed = await helper.call('env.list', {}, context);
    if (!listed.ok) return listed;
    const found = listed.value.environments.find((environment) => environment.name === name);
    if (!found) return fail(labFailure('env-missing', { thing: name }));
    const { number, vlan, legacyIp, keep } = found;
    const down = await helper.call('env.down', { name }, context);
    if (!down.ok) return down;
    const up = await helper.call('env.up', { name, number, vlan: vlan !== 'none', legacyIp, keep }, context);
    if (!up.ok) return up;
    return succeed({
      environment: up.value.environment,
      commands: [...down.value.commands, ...up.value.commands],
    });
  },
  'env.command': async ({ name, kind, args }, context) => {
    const found = await helper.call('env.status', { name }, context);
    return found.ok ? terminalCommand(found.value.environment, kind, args) : found;
  },
});
