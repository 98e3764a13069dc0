import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { parse } from 'yaml';
import { requirements } from '../../../app/setup/requirements.mjs';
import { scratchFolder } from '../../support/scratch.ts';

// electron-builder is large, and slow to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, '..', '..', '..');
const inRoot = (...path: string[]) => join(root, ...path);
const read = (path: string) => readFileSync(inRoot(path), 'utf8');
const scratch = scratchFolder();

const Package = v.object({ depends: v.array(v.string()), fpm: v.array(v.string()) });
const Configuration = v.object({
  productName: v.string(),
  executableName: v.string(),
  files: v.array(v.string()),
  asarUnpack: v.array(v.string()),
  extraResources: v.array(v.object({ from: v.string(), to: v.string() })),
  electronFuses: v.record(v.string(), v.boolean()),
  linux: v.object({
    icon: v.string(),
    target: v.array(v.object({ target: v.string(), arch: v.array(v.string()) })),
  }),
  deb: Package,
  rpm: Package,
});
const text = read('electron-builder.yml');
const configuration = v.parse(Configuration, parse(text));

/** Fedora's name of what Debian's package brings, where it is another. */
const fedora: Readonly<Record<string, string>> = {
  clangd: 'clang-tools-extra',
  'libbpf-dev': 'libbpf-devel',
  'libxdp-dev': 'libxdp-devel',
  'linux-libc-dev': 'kernel-headers',
  'libc6-dev': 'glibc-devel',
  libbpf1: 'libbpf',
  iproute2: 'iproute',
  'iputils-ping': 'iputils',
  mount: 'util-linux',
  procps: 'procps-ng',
};

const needed = [
  ...new Set(
    requirements.filter(({ purpose }) => purpose === 'lab').flatMap(({ packages }) => packages.debian),
  ),
];

/** electron-builder's own check of a configuration; it is not part of its declared interface. */
const validate = (candidate: unknown): Promise<void> => {
  const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
    validateConfiguration: (candidate: unknown, logger: { isEnabled: boolean }) => Promise<void>;
  };
  return validateConfiguration(candidate, { isEnabled: false });
};

describe('electron-builder.yml', () => {
  test('is what electron-builder takes', async () => {
    await validate(parse(text));
    await expect(validate({ ...(parse(text) as object), debb: {} })).rejects.toThrow(/debb/);
  });

  test('makes deb, rpm and AppImage for both kinds of machine', () => {
    expect(configuration.linux.target).toEqual(
      ['deb', 'rpm', 'AppImage'].map((target) => ({ target, arch: ['x64', 'arm64'] })),
    );
  });

  test.each(needed)('the deb and the rpm depend on what brings %s', (name) => {
    expect(configuration.deb.depends.flatMap((one) => one.split(' | '))).toContain(name);
    expect(configuration.rpm.depends).toContain(fedora[name] ?? name);
  });

  test('sets the fuses: Node only for the helper, and no way in beside it', () => {
    expect(configuration.electronFuses).toMatchObject({
      runAsNode: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('packs only what is there, and leaves in the open what other programs read', () => {
    for (const path of ['dist/helper.js', 'bpf/**', 'dist/lessons/**', 'dist/renderer/**', 'node_modules/**'])
      expect(configuration.asarUnpack).toContain(path);
    // electron-builder leaves out object files, and the helper needs the lab's own.
    expect(configuration.extraResources).toContainEqual({
      from: 'dist/bpf',
      to: 'app.asar.unpacked/dist/bpf',
    });
    for (const { from } of configuration.extraResources)
      if (!from.startsWith('dist/')) expect(statSync(inRoot(from)).isFile()).toBe(true);
  });

  test('icons are squares of every usual size, and small', () => {
    const sizes = [16, 24, 32, 48, 64, 128, 256, 512];
    const pictures = readdirSync(inRoot(configuration.linux.icon)).filter((name) => name.endsWith('.png'));
    expect(pictures.sort()).toEqual(sizes.map((size) => `${size}x${size}.png`).sort());
    for (const size of sizes) {
      const bytes = readFileSync(inRoot(configuration.linux.icon, `${size}x${size}.png`));
      // PNG specification, IHDR: width and height follow the signature, the length and the type.
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
      expect(bytes.length).toBeLessThan(20_000);
    }
  });
});

describe('the helper of an installed package', () => {
  const launcher = `/opt/${configuration.productName}/resources/${configuration.extraResources[0]?.to ?? ''}`;

  test('is what polkit is told about, in both languages', () => {
    const path = 'resources/polkit/org.xdp_lab.helper.policy';
    const policy = read(path);
    expect(policy).toContain(`<annotate key="org.freedesktop.policykit.exec.path">${launcher}</annotate>`);
    expect(policy.match(/<message( xml:lang="ja")?>/g)).toEqual(['<message>', '<message xml:lang="ja">']);
    expect(policy).not.toContain('<allow_active>yes');
    for (const one of [configuration.deb, configuration.rpm]) {
      expect(one.fpm).toEqual([`${path}=/usr/share/polkit-1/actions/org.xdp_lab.helper.policy`]);
    }
  });

  test('is the app’s program as Node, with the helper’s script and arguments, and nothing that loads other code', () => {
    const resources = join(scratch.folder, 'opt', 'resources');
    mkdirSync(resources, { recursive: true });
    const said = 'printf "%s|" "$ELECTRON_RUN_AS_NODE" "$NODE_OPTIONS" "$@"';
    scratch.file(`opt/${configuration.executableName}`, `#!/bin/sh\n${said}\n`, 0o755);
    const started = scratch.file(
      'opt/resources/xdp-lab-helper',
      read('resources/helper/xdp-lab-helper'),
      0o755,
    );
    const output = execFileSync(started, ['--connect', '/run/a b'], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', NODE_OPTIONS: '--require=/tmp/evil.js' },
    });
    const helper = join(resources, 'app.asar.unpacked/dist/helper.js');
    expect(output).toBe(`1||${helper}|--connect|/run/a b|`);
    expect(statSync(inRoot('resources/helper/xdp-lab-helper')).mode & 0o111).toBe(0o111);
  });
});
