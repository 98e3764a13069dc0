import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

/**
 * The menu in place of Electron's own, which takes Ctrl+R, F5 and Ctrl+W from the page. The keys of editing are shown but not
 * taken: the page, its editor and its terminal have them.
 */
const menuOf = (
  words: Words,
  { developerTools }: { readonly developerTools: boolean },
): MenuItemConstructorOptions[] => [
  { label: words.file, submenu: [{ role: 'quit', label: words.quit, accelerator: 'Ctrl+Q' }] },
  {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo, registerAccelerator: false },
      { role: 'redo', label: words.redo, registerAccelerator: false },
      { type: 'separator' },
      { role: 'cut', label: words.cut, registerAccelerator: false },
      { role: 'copy', label: words.copy, registerAccelerator: false },
      { role: 'paste', label: words.paste, registerAccelerator: false },
      { role: 'selectAll', label: words.selectAll, registerAccelerator: false },
    ],
  },
  {
    label: words.view,
    submenu: [
      { role: 'zoomIn', label: words.larger, accelerator: 'Ctrl+Plus' },
      { role: 'zoomOut', label: words.smaller, accelerator: 'Ctrl+-' },
      { role: 'resetZoom', label: words.usualSize, accelerator: 'Ctrl+0' },
      { type: 'separator' },
      { role: 'togglefullscreen', label: words.fullScreen, accelerator: 'F11' },
      ...(developerTools
        ? [{ role: 'toggleDevTools', label: words.developerTools, accelerator: 'Ctrl+Shift+I' } as const]
        : []),
    ],
  },
];

/** Replaces Electron's menu. */
export const replaceMenu = (words: Words, options: { readonly developerTools: boolean }): void => {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf(words, options)));
};
