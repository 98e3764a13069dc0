/** What the learner's function is called in the tapped object; the tap stands there under its own name. */
export const calledName = (program: string): string => `xdp_lab_called_${program}`;

/** A program's LLVM IR in which it is a plain function under {@link calledName}, and the section it was in. */
export interface CalledFunction {
  readonly text: string;
  readonly section: string;
}

/** A quoted string, a comment to the line's end, or a global's name (LLVM Language Reference, "Identifiers"). */
const token = /"[^"]*"|;[^\n]*|@[-A-Za-z$._][-A-Za-z$._0-9]*/g;

const linkage =
  '(?:private |internal |available_externally |linkonce |weak |common |linkonce_odr |weak_odr |external )?';
const definition = new RegExp(`^(define ${linkage}(?:dso_local |dso_preemptable )?)(?:hidden |protected )?`);

/** The largest number of the text's metadata nodes (`!12 = …`). */
const lastNode = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/^!(\d+) = /gm)].map(([, number]) => Number(number)));

/**
 * Turns one XDP program of a module, as `clang -S -emit-llvm` writes it, into a plain function that another object calls:
 * out of its section, renamed, hidden (libbpf then takes it for a static function, verified as part of its caller), and
 * described as `int (void *)`, whatever the learner's prototype, so that linkers find it fits. Its instructions stay what
 * they are in the plain object. Undefined where the module defines no such program in a section `xdp…`.
 */
export const asCalledFunction = (module: string, program: string): CalledFunction | undefined => {
  const called = calledName(program);
  const lines = module.split('\n');
  const at = lines.findIndex((line) => line.startsWith('define ') && line.includes(`@${program}(`));
  const line = lines[at] ?? '';
  const section = / section "(xdp[^"]*)"/.exec(line)?.[1];
  if (section === undefined) return undefined;
  lines[at] = line.replace(/ section "[^"]*"/, '').replace(definition, '$1hidden ');

  const description = / !dbg (!\d+)/.exec(line)?.[1];
  const type = lastNode(module) + 1;
  if (description !== undefined) {
    const describes = lines.findIndex((one) => one.startsWith(`${description} = `));
    lines[describes] = (lines[describes] ?? '')
      .replace(`name: "${program}"`, `name: "${called}"`)
      .replace(/\btype: !\d+/, `type: !${type}`);
    lines.push(
      `!${type} = !DISubroutineType(types: !${type + 1})`,
      `!${type + 1} = !{!${type + 2}, !${type + 3}}`,
      `!${type + 2} = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)`,
      `!${type + 3} = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: null, size: 64)`,
      '',
    );
  }
  const text = lines.join('\n').replace(token, (found) => (found === `@${program}` ? `@${called}` : found));
  return { text, section };
};
