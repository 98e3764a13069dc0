import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packagesFor, requirements } from '../../../app/setup/requirements.mjs';
import { hasPackageLists, pasteLine, planInstallation } from '../../../app/setup/system-packages.mjs';

const debian = { name: 'Debian GNU/Linux 13', family: 'debian', tried: true } as const;
const ubuntu = { name: 'Ubuntu 24.04.3 LTS', family: 'ubuntu', tried: true } as const;
const arch = { name: 'Arch Linux', family: null, tried: false };
const needs = (...ids: string[]) => requirements.filter(({ id }) => ids.includes(id));

test('nothing missing means nothing to do, on any distribution and without root', () => {
  expect(planInstallation([], arch, 'none')).toEqual({ do: 'nothing' });
});

test('two things of one package install it once', () => {
  expect(planInstallation(needs('ip', 'tc'), debian, 'root')).toEqual({
    do: 'install',
    packages: ['iproute2'],
  });
});

test("Ubuntu's bpftool comes with the tools of the generic kernel", () => {
  expect(packagesFor(needs('bpftool'), 'debian')).toEqual(['bpftool']);
  expect(packagesFor(needs('bpftool'), 'ubuntu')).toEqual(['linux-tools-common', 'linux-tools-generic']);
});

test('without a way to root the one line to paste is printed', () => {
  const plan = planInstallation(needs('clang', 'socat'), ubuntu, 'none');
  expect(plan).toEqual({
    do: 'stop',
    sentences: [
      'These are missing: clang, socat. Paste this line, then run this again:',
      "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends clang socat'",
    ],
  });
});

test('on an unknown distribution the missing tools are named, even for root', () => {
  const plan = planInstallation(needs('xdp-loader'), arch, 'root');
  expect(plan).toMatchObject({ do: 'stop' });
  expect(JSON.stringify(plan)).toContain('xdp-loader');
  expect(JSON.stringify(plan)).toContain('Arch Linux');
});

test('no package name could be taken for anything else by a shell', () => {
  for (const family of ['debian', 'ubuntu'] as const) {
    expect(pasteLine(packagesFor(requirements, family))).toMatch(/^sudo sh -c '[a-z0-9 .&-]+'$/);
  }
});

test('a machine whose apt never fetched its lists is told from one that has', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xdp-lab-lists-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'lock'), '');
  expect(hasPackageLists(folder)).toBe(false);
  writeFileSync(join(folder, 'deb.debian.org_debian_dists_trixie_main_binary-amd64_Packages.lz4'), '');
  expect(hasPackageLists(folder)).toBe(true);
  expect(hasPackageLists(join(folder, 'absent'))).toBe(false);
});
