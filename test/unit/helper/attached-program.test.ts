import { expect, it } from 'vitest';
import { attachedProgram } from '../../../app/helper/attached-program.ts';

const prog = (id: number) => ({ id, name: `program_${id}`, tag: '614b434cd8324ecc' });

it('nothing is attached where `ip` prints no xdp', () => {
  expect(attachedProgram('veth-x', undefined)).toBeNull();
});

it('the mode is told by the number that the kernel gives', () => {
  expect(attachedProgram('veth-x', { attached: [{ mode: 1, prog: prog(7) }] })).toEqual({
    interface: 'veth-x',
    mode: 'native',
    id: 7,
    name: 'program_7',
    tag: '614b434cd8324ecc',
  });
  expect(attachedProgram('veth-x', { attached: [{ mode: 2, prog: prog(7) }] })?.mode).toBe('skb');
});

it('of a native and an skb program the native one is shown: it sees the packet first', () => {
  const attached = [
    { mode: 2, prog: prog(8) },
    { mode: 1, prog: prog(7) },
  ];
  expect(attachedProgram('veth-x', { attached })?.id).toBe(7);
});
