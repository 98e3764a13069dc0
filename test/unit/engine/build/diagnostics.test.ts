import { describe, expect, it } from 'vitest';
import { readDiagnostics } from '../../../../app/engine/build/diagnostics.ts';

describe("clang's messages", () => {
  it('gives place, words and quoted line, in clang 14 style', () => {
    const output =
      "a b.c:3:9: error: use of undeclared identifier 'x'\n\treturn x;\n\t       ^\n1 error generated.\n";
    expect(readDiagnostics(output)).toEqual([
      {
        severity: 'error',
        message: "use of undeclared identifier 'x'",
        place: { file: 'a b.c', line: 3, column: 9, text: 'return x;' },
      },
    ]);
  });

  it('takes the line number off the quoted line of newer clangs', () => {
    const output =
      "p.c:12:2: warning: unused variable 'y' [-Wunused-variable]\n   12 |         int y;\n      |             ^\n";
    expect(readDiagnostics(output)[0]?.place.text).toBe('int y;');
  });

  it('counts a fatal error as an error and ignores notes', () => {
    const output =
      'p.c:1:10: fatal error: \'no.h\' file not found\n#include "no.h"\n         ^~~~~~\np.c:1:1: note: here\n';
    expect(readDiagnostics(output).map(({ severity }) => severity)).toEqual(['error']);
  });

  it('finds nothing in other words', () => {
    expect(readDiagnostics('clang: error: no input files\n')).toEqual([]);
  });
});
