import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import type { TerminalSize } from '../../app/contract/index.ts';

/** The contract's largest. */
const most = 1000;

/** Keeps a terminal as large as its holder until the function it returns is called. A holder without room changes nothing. */
export const keepFitting = (
  terminal: Terminal,
  holder: HTMLElement,
  addon: FitAddon,
  onFit: (size: TerminalSize) => void,
): (() => void) => {
  let frame = 0;
  const fit = (): void => {
    frame = 0;
    const proposed =
      holder.clientWidth > 0 && holder.clientHeight > 0 ? addon.proposeDimensions() : undefined;
    if (!proposed || !Number.isFinite(proposed.cols) || !Number.isFinite(proposed.rows)) return;
    const size = { columns: Math.min(proposed.cols, most), rows: Math.min(proposed.rows, most) };
    if (size.columns !== terminal.cols || size.rows !== terminal.rows)
      terminal.resize(size.columns, size.rows);
    onFit(size);
  };
  const observer = new ResizeObserver(() => {
    frame ||= requestAnimationFrame(fit);
  });
  observer.observe(holder);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
};
