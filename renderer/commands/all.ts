import { checksCommands } from '../checks/commands.ts';
import { countersCommands } from '../counters/commands.ts';
import { editorCommands } from '../editor/commands.ts';
import { exceptionsCommands } from '../exceptions/commands.ts';
import { historyCommands } from '../history/commands.ts';
import { keyboardCommands } from '../keyboard/commands.ts';
import { layoutCommands } from '../layout/commands.ts';
import { lessonCommands } from '../lesson/commands.ts';
import { paletteCommands } from '../palette/commands.ts';
import { privilegeCommands } from '../privilege/commands.ts';
import { terminalCommands } from '../terminal/commands.ts';
import { verifierCommands } from '../verifier/commands.ts';
import type { PageCommand } from './command.ts';

/** Every command of the page: for its keys, the palette, and the list of keys. Each pane brings its own. */
export const allCommands: readonly PageCommand[] = [
  ...checksCommands,
  ...paletteCommands,
  ...keyboardCommands,
  ...privilegeCommands,
  ...layoutCommands,
  ...lessonCommands,
  ...editorCommands,
  ...historyCommands,
  ...terminalCommands,
  ...verifierCommands,
  ...countersCommands,
  ...exceptionsCommands,
];
