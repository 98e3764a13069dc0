import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import * as v from 'valibot';

const pixels = v.pipe(v.number(), v.safeInteger());

const WindowState = v.object({
  bounds: v.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  maximised: v.boolean(),
});

/** Where the window was, in the desktop's pixels. */
export type WindowState = v.InferOutput<typeof WindowState>;

/** The smallest window in which the page can be used. */
export const smallest = { width: 720, height: 480 };

const usual = { width: 1440, height: 900 };

const parse = (text: string): WindowState | undefined => {
  try {
    const parsed = v.safeParse(WindowState, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** What was kept in the file at `path`; undefined where there is nothing that can be read. It is only a convenience. */
export const readWindowState = (path: string): WindowState | undefined => {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
};

/**
 * Keeps it, as a whole or not at all. At once, since the process may end after it. It is only a convenience: where the disk
 * refuses, it is lost.
 */
export const writeWindowState = (path: string, state: WindowState): void => {
  const half = `${path}.${process.pid}.half`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(half, JSON.stringify(state), { mode: 0o600 });
    renameSync(half, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
};

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** The bounds moved and shrunk into a display's work area: the display they were on may be gone. */
export const fitInto = (area: Rectangle, bounds: Rectangle): Rectangle => {
  const width = between(bounds.width, Math.min(smallest.width, area.width), area.width);
  const height = between(bounds.height, Math.min(smallest.height, area.height), area.height);
  return {
    x: between(bounds.x, area.x, area.x + area.width - width),
    y: between(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
};

/** The bounds of a first window: of the usual size, in the middle of the work area. */
export const firstBounds = (area: Rectangle): Rectangle => {
  const width = Math.min(usual.width, area.width);
  const height = Math.min(usual.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
};
