import { succeed, type Handlers, type LabContract } from '../../contract/index.ts';
import type { HelperLink } from '../lab/helper-link.ts';
import { noTap, tapFor } from '../tap/tap-for.ts';
import { explainRejection } from '../verifier/explain.ts';
import { chooseProgram, openObject } from './object-file.ts';

type ProgramCalls = 'program.dryLoad' | 'program.load' | 'program.unload' | 'program.status';

/** The program verbs: the engine reads or builds the object as the learner, the helper loads its bytes. */
export const programHandlers = (
  root: string,
  helper: HelperLink,
): Pick<Handlers<LabContract>, ProgramCalls> => ({
  'program.dryLoad': async ({ path, program }, context) => {
    const object = await openObject(root, path, context);
    if (!object.ok) return object;
    const chosen = chooseProgram(object.value, path, program);
    if (!chosen.ok) return chosen;
    const { bytes, source, programs, commands } = object.value;
    const input = { object: bytes.toString('base64'), program: chosen.value, frames: [] };
    const dry = await helper.call('program.dryRun', input, context);
    if (!dry.ok) return dry;
    const { load } = dry.value;
    return succeed({
      accepted: load.accepted,
      programs,
      rejection: load.accepted ? null : await explainRejection(load.log, source, bytes),
      log: load.accepted ? '' : load.log,
      ms: load.ms,
      commands: [...commands, ...dry.value.commands],
    });
  },
  'program.load': async ({ environment, path, program, mode, loader, tap }, context) => {
    const object = await openObject(root, path, context);
    if (!object.ok) return object;
    const chosen = chooseProgram(object.value, path, program);
    if (!chosen.ok) return chosen;
    const { bytes, source } = object.value;
    const tapped = tap ? await tapFor(root, source, chosen.value, context.signal) : noTap;
    if (!tapped.ok) return tapped;
    const commands = [...object.value.commands, ...tapped.value.commands];
    const input = {
      environment,
      object: bytes.toString('base64'),
      program: chosen.value,
      mode,
      loader,
      keep: true,
      ...tapped.value.input,
    };
    const attached = await helper.call('program.attach', input, context);
    if (!attached.ok) return attached;
    return succeed({
      attached: attached.value.attached,
      tap: attached.value.tap ?? tapped.value.state,
      commands: [...commands, ...attached.value.commands],
    });
  },
  'program.unload': (input, context) => helper.call('program.detach', input, context),
  'program.status': (input, context) => helper.call('program.status', input, context),
});
