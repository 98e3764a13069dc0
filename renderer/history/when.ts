import type { Language } from '../../app/contract/index.ts';

/** A moment (ISO 8601) as the learner's language writes it, in the learner's time zone; what is no moment stays as it is. */
export const when = (at: string, language: Language): string => {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(moment);
};
