/** The command line in a cure's sentence, which ends with it where there is one; else the whole sentence. */
export const commandOf = (cure: string): string => /[:：]\s*(sudo\s.*)$/s.exec(cure)?.[1] ?? cure;
