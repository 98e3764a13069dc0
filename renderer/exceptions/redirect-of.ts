import type { ExceptionGroup } from '../../app/contract/index.ts';
import { errnoName } from './errno-name.ts';

/** Why a redirect failed and where it was to go, as `ENXIO → map 12[3]`; empty for other events. A map's id is 0 where none was used. */
export const redirectOf = ({ redirect }: ExceptionGroup): string => {
  if (!redirect) return '';
  const { errno, interfaceIndex, mapId, mapIndex } = redirect;
  const to = mapId === 0 ? `ifindex ${String(interfaceIndex)}` : `map ${String(mapId)}[${String(mapIndex)}]`;
  return `${errnoName(errno)} → ${to}`;
};
