import type { Ending, Judgement } from './way.ts';

/**
 * What pkexec meant (pkexec(1), "Return value"). 126: somebody closed the dialog. 127 with `Not authorized`: a wrong
 * password, or a rule that says no. No code at all: somebody ended it with a signal. All of these are an answer, and the
 * next way would put the same question to the same polkit: the learner would see a dialog again that has just been
 * refused. Every other 127 (no agent to ask through, no polkit, no setuid bit) means that nobody was asked.
 */
export const judgePkexec = ({ exitCode, said }: Ending): Judgement => {
  if (exitCode === null || exitCode === 126) return 'refused';
  if (exitCode !== 127) return 'broken';
  return said.includes('Not authorized') ? 'refused' : 'unavailable';
};
