import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { keepFitting } from './fit.ts';
import { keyOwner } from './keys.ts';
import { lastLink } from './last-link.ts';
import { darkPalette, lightPalette } from './palette.ts';
import { placeLinkProvider } from './place-links.ts';
import type { MakeScreen, PlaceLinks } from './terminal-screen.ts';

/** RIS (ECMA-48, 8.3.105): everything as at the beginning. Within the text, so that it comes after what is still queued. */
const resetToInitialState = '\x1bc';
const scrollbackLines = 5000;

/** Links are opened as in editors: a plain click belongs to the selection. */
const isOpening = ({ ctrlKey, metaKey }: MouseEvent): boolean => ctrlKey || metaKey;

const openAddress = (address: string): void => {
  window.open(address, '_blank', 'noopener');
};
const clickAddress = (event: MouseEvent, address: string): void => {
  if (isOpening(event)) openAddress(address);
};

/** A screen of xterm.js. It keeps its content while it is not shown. */
export const makeXtermScreen: MakeScreen = (size, { onInput, onTitle, onFit, onCopy }) => {
  const holder = document.createElement('div');
  holder.style.height = '100%';
  let replaying = 0;
  let links: PlaceLinks | undefined;
  let label = '';
  let linkHint = '';
  let pageKeys: readonly string[] = [];

  const pointer = {
    hover: () => {
      holder.title = linkHint;
    },
    leave: () => {
      holder.removeAttribute('title');
    },
  };
  const terminal = new Terminal({
    cols: size.columns,
    rows: size.rows,
    // The widths of Unicode 11 are behind it.
    allowProposedApi: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 13,
    lineHeight: 1.2,
    scrollback: scrollbackLines,
    minimumContrastRatio: 4.5,
    linkHandler: { activate: clickAddress, ...pointer },
  });
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.loadAddon(new WebLinksAddon(clickAddress, pointer));
  terminal.registerLinkProvider(
    placeLinkProvider(
      () => terminal.buffer.active,
      () => links,
      {
        ...pointer,
        activate: (event, place) => {
          if (isOpening(event)) links?.goTo(place);
        },
      },
    ),
  );
  terminal.onTitleChange(onTitle);
  terminal.onData((text) => {
    if (replaying === 0) onInput(text);
  });

  terminal.attachCustomKeyEventHandler((event) => {
    const owner = keyOwner(event, pageKeys);
    if (event.type === 'keydown' && owner === 'copy') {
      // Chromium would open its inspector.
      event.preventDefault();
      if (terminal.hasSelection()) onCopy(terminal.getSelection());
    }
    // The browser pastes by itself, as an event that xterm.js hears.
    return owner === 'program';
  });
  // In screen reader mode xterm.js lets through what it has taken, and the page would act on it as well.
  holder.addEventListener('keydown', (event) => {
    if (keyOwner(event, pageKeys) === 'program') event.stopPropagation();
  });

  const name = (): void => {
    terminal.textarea?.setAttribute('aria-label', label);
  };

  return {
    write: (text, done) => {
      terminal.write(text, done);
    },
    replay: (text) => {
      replaying += 1;
      terminal.write(resetToInitialState + text, () => {
        replaying -= 1;
      });
    },
    show: (parent, shownLinks) => {
      links = shownLinks;
      parent.append(holder);
      if (!terminal.element) terminal.open(holder);
      name();
      const stopFitting = keepFitting(terminal, holder, fitting, onFit);
      return () => {
        stopFitting();
        holder.remove();
      };
    },
    look: (look) => {
      ({ label, linkHint, pageKeys } = look);
      terminal.options.theme = look.dark ? darkPalette : lightPalette;
      terminal.options.screenReaderMode = look.screenReader;
      name();
    },
    lastLink: () => {
      const { active } = terminal.buffer;
      const seen = { from: active.viewportY, to: active.viewportY + terminal.rows };
      const target = lastLink(active, seen, (path) => links?.find(path));
      return (
        target &&
        (() => {
          if ('place' in target) links?.goTo(target.place);
          else openAddress(target.address);
        })
      );
    },
    focus: () => {
      terminal.focus();
    },
    dispose: () => {
      terminal.dispose();
      holder.remove();
    },
  };
};
