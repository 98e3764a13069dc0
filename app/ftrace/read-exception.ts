/** XDP's tracepoints that tell of a packet that went wrong (include/trace/events/xdp.h). */
export type ExceptionEventName = 'xdp_exception' | 'xdp_redirect_err' | 'xdp_redirect_map_err';

/** What such an event says. */
export interface ExceptionFields {
  readonly programId: number;
  /** The value that the program returned. */
  readonly action: number;
  readonly interfaceIndex: number;
  /** Of a redirect: the error as a positive errno, and where it was to go. */
  readonly redirect: {
    readonly errno: number;
    readonly interfaceIndex: number;
    readonly mapId: number;
    readonly mapIndex: number;
  } | null;
}

const actions: readonly string[] = ['ABORTED', 'DROP', 'PASS', 'TX', 'REDIRECT'];

/** An action as `__print_symbolic` writes it: by its name, or in hexadecimal where it has none. */
const actionOf = (word: string | undefined): number => {
  if (word === undefined) return NaN;
  const known = actions.indexOf(word);
  if (known >= 0) return known;
  return word.startsWith('0x') ? Number(word) : NaN;
};

/** The `name=value` words of a line. */
const fieldsOf = (text: string): Map<string, string> => {
  const fields = new Map<string, string>();
  for (const word of text.split(' ')) {
    const equals = word.indexOf('=');
    if (equals > 0) fields.set(word.slice(0, equals), word.slice(equals + 1));
  }
  return fields;
};

const numberOf = (word: string | undefined): number =>
  word === undefined || word === '' ? NaN : Number(word);

/** Whether an event's name is one of these. */
export const isExceptionEvent = (event: string): event is ExceptionEventName =>
  event === 'xdp_exception' || event === 'xdp_redirect_err' || event === 'xdp_redirect_map_err';

/** Reads what an event says; undefined where it is not what the tracepoint prints. */
export const readException = (event: ExceptionEventName, text: string): ExceptionFields | undefined => {
  const fields = fieldsOf(text);
  const programId = numberOf(fields.get('prog_id'));
  const interfaceIndex = numberOf(fields.get('ifindex'));
  const action = actionOf(fields.get('action'));
  if (![programId, interfaceIndex, action].every(Number.isInteger)) return undefined;
  if (event === 'xdp_exception') return { programId, action, interfaceIndex, redirect: null };
  const redirect = {
    errno: Math.abs(numberOf(fields.get('err'))),
    interfaceIndex: numberOf(fields.get('to_ifindex')),
    mapId: numberOf(fields.get('map_id')),
    mapIndex: numberOf(fields.get('map_index')),
  };
  if (!Object.values(redirect).every(Number.isInteger)) return undefined;
  return { programId, action, interfaceIndex, redirect };
};

/** How many events a line says are lost (`CPU:1 [LOST 123 EVENTS]`, kernel/trace/trace.c); undefined for other lines. */
export const readLost = (line: string): number | undefined => {
  const lost = /^CPU:\d+ \[LOST(?: (\d+))? EVENTS\]$/.exec(line.trim());
  return lost ? Number(lost[1] ?? 0) : undefined;
};
