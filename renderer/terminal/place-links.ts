import type { ILink, ILinkProvider } from '@xterm/xterm';
import { logicalLine } from './logical-line.ts';
import type { Rows } from './logical-line.ts';
import { placesIn } from './places.ts';
import type { Place, PlaceLinks } from './terminal-screen.ts';

interface Handlers extends Pick<ILink, 'hover' | 'leave'> {
  readonly activate: (event: MouseEvent, place: Place) => void;
}

/** Makes links of the places in the assignment's files that a row shows, wholly or in part. */
export const placeLinkProvider = (
  rows: () => Rows,
  links: () => PlaceLinks | undefined,
  { activate, ...pointer }: Handlers,
): ILinkProvider => ({
  provideLinks: (row, callback) => {
    const known = links();
    const line = known && logicalLine(rows(), row - 1);
    if (!line) {
      callback(undefined);
      return;
    }
    const found = placesIn(line.text, known.find).flatMap(({ start, end, ...place }): ILink[] => {
      const [from, to] = [line.cells[start], line.cells[end - 1]];
      if (!from || !to || from.y > row || to.y < row) return [];
      return [
        {
          text: line.text.slice(start, end),
          range: { start: from, end: to },
          activate: (event) => {
            activate(event, place);
          },
          ...pointer,
        },
      ];
    });
    callback(found);
  },
});
