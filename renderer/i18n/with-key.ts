/** A command named in a sentence, with its key behind it where it has one: `Save (Ctrl+S)`. */
export const withKey = {
  en: (name: string, key: string): string => (key ? `${name} (${key})` : name),
  ja: (name: string, key: string): string => (key ? `${name}(${key})` : name),
};
