/** The user ids that are the learner's: this process's own, and the one that became root through sudo or pkexec. */
export const learners = (environment: NodeJS.ProcessEnv, own = process.getuid?.()): number[] =>
  [own, environment.SUDO_UID, environment.PKEXEC_UID]
    .filter((user) => user !== undefined && user !== '')
    .map(Number);
