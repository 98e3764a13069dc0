import { describe, expect, it } from 'vitest';
import { judgePkexec } from '../../../../app/helper/elevate/polkit.ts';
import { sudo } from '../../../../app/helper/elevate/sudo.ts';
import { sudoPrompt } from '../../../../app/helper/elevate/sudo-prompt.ts';

const notAuthorized =
  'Error executing command as another user: Not authorized\n\nThis incident has been reported.';

describe('what pkexec meant', () => {
  it.each([
    [
      'a dialog that was closed',
      126,
      'Error executing command as another user: Request dismissed',
      'refused',
    ],
    ['a wrong password, or a rule that says no', 127, notAuthorized, 'refused'],
    ['a signal that ended the question', null, '', 'refused'],
    ['no agent to ask through', 127, 'No authentication agent found.', 'unavailable'],
    [
      'no system bus',
      127,
      'Error getting authority: Could not connect: No such file or directory',
      'unavailable',
    ],
    ['no setuid bit', 127, 'pkexec must be setuid root', 'unavailable'],
    ['a helper that failed', 1, 'SyntaxError: Unexpected token', 'broken'],
    ['a helper that ended at once', 0, '', 'broken'],
  ] as const)('%s', (_, exitCode, said, judgement) => {
    expect(judgePkexec({ exitCode, said })).toBe(judgement);
  });
});

describe('what sudo -n meant', () => {
  it.each([
    ['no ticket', 'sudo: a password is required', 'unavailable'],
    ['not in sudoers', 'Sorry, user ada may not run sudo on lab.', 'unavailable'],
    [
      'a rule for other programs',
      "Sorry, user ada is not allowed to execute '/bin/x' as root on lab.",
      'unavailable',
    ],
    ['a container without setuid', 'sudo: The "no new privileges" flag is set', 'unavailable'],
    ['a helper that failed', 'Error: Cannot find module\n    at node:internal', 'broken'],
  ] as const)('%s', (_, said, judgement) => {
    expect(sudo.judge({ exitCode: 1, said })).toBe(judgement);
  });
});

it('takes sudo-prompt without an exit code for one that found nothing to ask with', () => {
  const ending = { exitCode: null, said: 'Unable to find pkexec or kdesudo.' };
  expect(sudoPrompt.judge(ending)).toBe('unavailable');
});
