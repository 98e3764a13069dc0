import { expect, test } from 'vitest';
import { readDistribution } from '../../../app/setup/distribution.mjs';

test('Debian 12 is known and tried', () => {
  const text =
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
  expect(readDistribution(text)).toEqual({
    name: 'Debian GNU/Linux 12 (bookworm)',
    family: 'debian',
    tried: true,
  });
});

test('Ubuntu 24.04 uses its own package names, although it is like Debian', () => {
  const text = 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n';
  expect(readDistribution(text)).toEqual({ name: 'Ubuntu 24.04.3 LTS', family: 'ubuntu', tried: true });
});

test('a derivative takes the names of its nearest known parent, untried', () => {
  const text = 'NAME="Linux Mint"\nVERSION_ID="22"\nID=linuxmint\nID_LIKE="ubuntu debian"\n';
  expect(readDistribution(text)).toEqual({ name: 'Linux Mint', family: 'ubuntu', tried: false });
});

test('Fedora is named, but its packages are not known', () => {
  expect(readDistribution("NAME='Fedora Linux'\nID=fedora\nVERSION_ID=43\n")).toEqual({
    name: 'Fedora Linux',
    family: null,
    tried: false,
  });
});

test('a machine without os-release is just linux', () => {
  expect(readDistribution('')).toEqual({ name: 'linux', family: null, tried: false });
});
