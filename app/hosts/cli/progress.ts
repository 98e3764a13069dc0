import type { Stage } from '../../contract/index.ts';
import { renderStages } from './render/stages.ts';
import { createStyle } from './render/style.ts';
import type { Session } from './session.ts';

/** A spinner that says which stages of a grading are over, while it runs. */
export const followStages = async (session: Session): Promise<{ readonly stop: () => void }> => {
  const spinner = session.spinner({ en: 'grading …', ja: '採点中 …' });
  const style = createStyle(session.terminal.noteColour);
  const over: Stage[] = [];
  const unsubscribe = await session.on('check.stage', ({ stage }) => {
    over.push(stage);
    spinner.say(`${renderStages(over, session.language, style)} …`);
  });
  return {
    stop: () => {
      unsubscribe();
      spinner.stop();
    },
  };
};
