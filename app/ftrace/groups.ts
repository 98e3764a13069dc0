import { readException, type ExceptionEventName, type ExceptionFields } from './read-exception.ts';

/** Different values of one program are told apart up to so many groups; a program may return any number. */
const mostGroups = 1000;

/** Whose program an event is of: its name, and the environment it belongs to; null where nobody can say. */
export interface ProgramOfEvent {
  readonly name: string | null;
  readonly environment: string | null;
}

/** Events that are alike but for time, CPU and task. */
export interface EventGroup {
  /** Counts from 0. */
  readonly group: number;
  readonly event: ExceptionEventName;
  readonly programId: number;
  readonly program: string | null;
  readonly environment: string | null;
  /** Null for the rest, once there are too many different values. */
  readonly action: number | null;
  readonly interfaceIndex: number;
  readonly interface: string | null;
  readonly redirect: ExceptionFields['redirect'];
  readonly count: number;
}

/** What to ask about an event that comes for the first time. */
export interface GroupSource {
  readonly whose: (programId: number) => ProgramOfEvent;
  readonly isWanted: (program: ProgramOfEvent) => boolean;
  /** The name of an interface of this namespace. */
  readonly interfaceName: (index: number) => string | null;
}

type Counted = { -readonly [Key in keyof EventGroup]: EventGroup[Key] };

/** Counts events that are alike. An event that came before is known by its very text, so that it costs one look. */
export const createGroups = ({ whose, isWanted, interfaceName }: GroupSource) => {
  const byText = new Map<string, Counted>();
  const byMeaning = new Map<string, Counted>();
  /** Texts of events that are not wanted; asked anew from time to time, since a program may become known. */
  const unwanted = new Set<string>();
  const changed = new Set<Counted>();

  const begin = (
    event: ExceptionEventName,
    { programId, action, interfaceIndex, redirect }: ExceptionFields,
    { name, environment }: ProgramOfEvent,
  ): Counted => {
    const isFull = byMeaning.size >= mostGroups;
    const key = isFull
      ? `${event} ${programId} ${interfaceIndex}`
      : `${event} ${programId} ${interfaceIndex} ${action} ${JSON.stringify(redirect)}`;
    const known = byMeaning.get(key);
    if (known) return known;
    const group: Counted = {
      group: byMeaning.size,
      event,
      programId,
      program: name,
      environment,
      action: isFull ? null : action,
      interfaceIndex,
      interface: interfaceName(interfaceIndex),
      redirect: isFull ? null : redirect,
      count: 0,
    };
    byMeaning.set(key, group);
    return group;
  };

  const find = (event: ExceptionEventName, text: string): Counted | undefined => {
    const fields = readException(event, text);
    if (!fields) return undefined;
    const program = whose(fields.programId);
    return isWanted(program) ? begin(event, fields, program) : undefined;
  };

  return {
    /** Counts an event; answers its group's number, or undefined for one that is not wanted. */
    count: (event: ExceptionEventName, text: string): number | undefined => {
      const key = `${event} ${text}`;
      let group = byText.get(key);
      if (!group) {
        if (unwanted.has(key)) return undefined;
        group = find(event, text);
        if (!group) {
          if (unwanted.size < mostGroups) unwanted.add(key);
          return undefined;
        }
        if (byText.size < mostGroups) byText.set(key, group);
      }
      group.count += 1;
      changed.add(group);
      return group.group;
    },
    /** The groups that were counted since the last time this was asked. */
    takeChanged: (): EventGroup[] => {
      unwanted.clear();
      const groups = [...changed].map((group) => ({ ...group }));
      changed.clear();
      return groups;
    },
  };
};
