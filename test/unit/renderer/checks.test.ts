import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { shellScript } from '../../../renderer/checks/shell.ts';
import { fromBase64, toBase64 } from '../../../renderer/host/base64.ts';
import { takeCFile } from '../../../renderer/editor/take-c-file.ts';
import { declaredEnds } from '../../../renderer/topology/declared.ts';
import { openPage } from './page.ts';

const opened = async (...args: Parameters<typeof openPage>) => {
  const page = openPage(...args);
  onTestFinished(() => {
    page.lab.link.dispose();
  });
  await vi.waitFor(() => {
    expect(page.lab.work.active).toBe('prog.c');
  });
  return page;
};

test('the script goes on after a failure, as the lab did, and says how each line ended', () => {
  const script = shellScript([
    { argv: ['sh', '-c', 'exit 3'], exitCode: 3 },
    { argv: ['echo', "it's", 'a\nline'], exitCode: 0 },
    { argv: ['true'], exitCode: null },
  ]);
  const ran = spawnSync('sh', ['-s'], { input: script, encoding: 'utf8' });
  expect(ran.stdout).toBe("it's a\nline\n");
  expect(script).toMatch(/# exit code 3\nsh -c 'exit 3'\n/);
  expect(script).toContain('# was ended by a signal');
});

test('bytes go through base64 unchanged', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(Buffer.from(bytes).equals(fromBase64(toBase64(bytes)))).toBe(true);
});

test('a C file comes in as an unsaved edit, after a snapshot of what was typed', async () => {
  const { lab, asked } = await opened();
  lab.edit('prog.c', 'int typed;');
  await takeCFile(lab, { name: 'own.c', bytes: new TextEncoder().encode('int own;\n') });
  expect(lab.work.texts['prog.c']).toBe('int own;\n');
  expect(lab.work.dirty).toHaveLength(1);
  expect(asked.slice(-2)).toMatchObject([
    { name: 'workspace.save', input: { text: 'int typed;' } },
    { name: 'workspace.snapshot', input: { reason: 'asked' } },
  ]);
});

test.each([
  ['is not UTF-8', Uint8Array.of(0xff, 0xfe, 0)],
  ['is too large', new Uint8Array(1_000_001).fill(32)],
])('a file that %s is refused, and the code stays', async (_, bytes) => {
  const { lab, asked } = await opened();
  const before = lab.work.texts;
  await takeCFile(lab, { name: 'own.c', bytes });
  expect(lab.failures.current).toMatchObject({ code: 'bad-input' });
  expect(lab.failures.current?.message.en).toContain('own.c');
  expect(lab.work.texts).toEqual(before);
  expect(asked.map(({ name }) => name)).not.toContain('workspace.snapshot');
});

test('an environment’s ends are told from its declaration until the lab knows them', () => {
  const declared = { name: 'veth-packet01', number: 7, vlan: false, legacyIp: true };
  expect(declaredEnds(declared)).toEqual({
    outer: { interface: 'veth-packet01', addresses: ['fc00:dead:cafe:7::1/64', '10.11.7.1/24'] },
    inner: { interface: 'veth0', addresses: ['fc00:dead:cafe:7::2/64', '10.11.7.2/24'] },
  });
  expect(declaredEnds({ ...declared, legacyIp: false }).inner.addresses).toEqual(['fc00:dead:cafe:7::2/64']);
});
