import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import type { BpfObject } from '../libbpf/object.ts';
import { notAnObject } from './object-file.ts';

/** Older names of XDP sections (`xdp_packet_parser`) tell libbpf nothing, yet every loader takes them when told the type. */
const canBeXdp = (type: string): boolean => type === 'xdp' || type === 'unspec';

/**
 * Makes sure that an object holds an XDP program of that name, or says which ones it holds. Fails with `not-an-object`
 * where a name is also a path: loaders pin programs and maps under their names, and `../` would lead out of the lab's folder.
 */
export const requireProgram = (object: BpfObject, name: string): Outcome<void> => {
  const path = [...object.programs, ...object.maps()].find((one) => one.name.includes('/'));
  if (path) return notAnObject(`A program or map is named ${path.name}, which is a path.`);
  const found = object.programs.find((program) => program.name === name);
  if (found && canBeXdp(found.type)) return succeed(undefined);
  const names = object.programs.map((program) =>
    canBeXdp(program.type) ? program.name : `${program.name} (${program.type})`,
  );
  const there = names.join(', ');
  return fail(
    labFailure('program-missing', {
      thing: name,
      detail: names.length > 0 ? `The object holds: ${there}` : 'The object holds no program.',
      fix:
        names.length > 0
          ? { en: `It holds: ${there}.`, ja: `入っているプログラム: ${there}` }
          : {
              en: 'It holds no program: mark a function with SEC("xdp").',
              ja: 'プログラムが入っていません。関数に SEC("xdp") を付けてください。',
            },
    }),
  );
};

/** Whether tools must be told the type: some section's name does not tell it, and no program is of another one. */
export const needsTypeXdp = (object: BpfObject): boolean =>
  object.programs.some((program) => program.type === 'unspec') &&
  object.programs.every((program) => canBeXdp(program.type));
