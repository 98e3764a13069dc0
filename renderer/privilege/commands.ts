import type { PageCommand } from '../commands/command.ts';
import type { Lab } from '../state/lab.svelte.ts';

const isAllowed = ({ session }: Lab): boolean => session.state?.privilege === 'granted';

/** What can be asked about acting as root. */
export const privilegeCommands: readonly PageCommand[] = [
  {
    id: 'root.allow',
    title: { en: 'Allow the lab to act as root', ja: 'ラボに管理者権限での操作を許可する' },
    possible: (one) => !isAllowed(one),
    run: ({ consent }) => {
      consent.ask();
    },
  },
  {
    id: 'root.refuse',
    title: { en: 'Take back the permission to act as root', ja: '管理者権限の許可を取り消す' },
    possible: isAllowed,
    run: ({ consent }) => consent.refuse(),
  },
];
