const notCode = /\/\*.*?(?:\*\/|$)|\/\/.*$|"(?:\\.|[^"\\])*"/g;
const dereference = /(?:(?<![\w)\]]\s*)|(?<=\breturn\s+))\*[A-Za-z_]\w*(?![\w(])/;
const member = /(?<!\w)[A-Za-z_]\w*(?:(?:->|\.)\w+|\[[^\]]*\])+/;
const access = new RegExp(`${dereference.source}|${member.source}`, 'g');

/** Longer ones make no sentence plainer. */
const longest = 60;

/**
 * The one memory access in a line of C that is meant by the verifier: `eth->h_proto` in `if (eth->h_proto == 8)`. Undefined
 * where there are several, because the log does not tell which.
 */
export const expressionIn = (text: string): string | undefined => {
  const code = text.replace(notCode, ' ');
  // What stands on the left of a declaration is a type with its star, not an access.
  const right =
    /^\s*(?:const |volatile |struct |unsigned |static )*\w+\s+\**\s*\w+\s*=(?!=)(?<value>.*)$/.exec(code)
      ?.groups?.value;
  const found = new Set((right ?? code).match(access)?.filter((one) => !/^ctx->/.test(one)));
  const [only, second] = found;
  return only !== undefined && second === undefined && only.length <= longest ? only : undefined;
};
