import type { Language } from '../../app/contract/index.ts';

/** How much of all a part is, in percent; what is there is never written as nothing, nor less than all as all. */
export const share = (part: number, all: number, language: Language): string => {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const whole = all === 0 ? 0 : part / all;
  if (whole > 0 && whole < 0.001) return `< ${format.format(0.001)}`;
  if (whole < 1 && whole > 0.999) return `> ${format.format(0.999)}`;
  return format.format(whole);
};
