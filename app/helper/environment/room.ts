import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import type { Link } from '../links.ts';
import { longestInterfaceName, subnetsOf, vlanIds, type AddressPlan } from './addresses.ts';
import { namespaceInode, namespacePath } from './presence.ts';

const longestVlanName = longestInterfaceName - `.${vlanIds[0]}`.length;

/** Fails with `bad-input` where the VLANs' interface names (`NAME.1`) would be longer than Linux allows. */
export const nameFits = (name: string, vlan: boolean): Outcome<void> =>
  !vlan || name.length <= longestVlanName
    ? succeed(undefined)
    : fail(
        labFailure('bad-input', {
          thing: name,
          message: {
            en: `The name ${name} has ${name.length} letters; with VLANs it may have ${longestVlanName}, since the interfaces ${name}.1 and ${name}.2 may have ${longestInterfaceName}.`,
            ja: `名前 ${name} は ${name.length} 文字です。VLAN を使うときは ${longestVlanName} 文字までです(${name}.1 と ${name}.2 というインターフェース名は ${longestInterfaceName} 文字までのため)。`,
          },
          fix: { en: 'Choose a shorter --name.', ja: 'もっと短い --name を選んでください。' },
        }),
      );

const disabling = '/proc/sys/net/ipv6/conf/all/disable_ipv6';

/** Fails with `ipv6-disabled`, naming where that is seen. */
export const ipv6IsOn = (): Outcome<void> => {
  try {
    if (readFileSync(disabling, 'utf8').trim() === '0') return succeed(undefined);
    return fail(labFailure('ipv6-disabled', { thing: 'net.ipv6.conf.all.disable_ipv6 = 1' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return fail(
      labFailure('ipv6-disabled', {
        thing: '/proc/sys/net/ipv6',
        fix: {
          en: 'Boot without ipv6.disable=1, or load the module: modprobe ipv6',
          ja: 'カーネル引数 ipv6.disable=1 を外して起動するか、モジュールを読み込んでください: modprobe ipv6',
        },
      }),
    );
  }
};

/** Fails with `env-exists` where a namespace or a link has that name already, naming which. */
export const nameIsFree = (name: string, links: readonly Link[]): Outcome<void> => {
  if (namespaceInode(name) !== undefined) {
    return fail(labFailure('env-exists', { thing: `netns ${name}`, detail: namespacePath(name) }));
  }
  const link = links.find(({ ifname }) => ifname === name);
  return link
    ? fail(
        labFailure('env-exists', {
          thing: `link ${name}`,
          detail: `${link.ifindex}: ${name} ${link.address}`,
        }),
      )
    : succeed(undefined);
};

/** Fails with `number-in-use` where another interface of the root namespace has an address in one of the subnets. */
export const numberIsFree = (plan: AddressPlan, links: readonly Link[]): Outcome<void> => {
  for (const { family, outer, prefixLength } of subnetsOf(plan)) {
    const version = family === 'ip6' ? 6 : 4;
    const subnet = new BlockList();
    subnet.addSubnet(outer.address, prefixLength, `ipv${version}`);
    for (const { ifname, addr_info } of links) {
      const taken = addr_info.find(
        (address) => isIP(address.local) === version && subnet.check(address.local, `ipv${version}`),
      );
      if (!taken) continue;
      const address = `${taken.local}/${taken.prefixlen}`;
      const byNumber = outer.address.startsWith('192.168.')
        ? '--vlan, --legacy-ip'
        : `--number ${plan.number}`;
      return fail(
        labFailure('number-in-use', {
          thing: byNumber,
          message: {
            en: `The addresses of ${byNumber} are in use by another interface: ${ifname} has ${address}.`,
            ja: `${byNumber} のアドレスは別のインターフェースが使っています: ${ifname} に ${address} があります。`,
          },
          ...(byNumber.startsWith('--vlan') && {
            fix: {
              en: 'These addresses are the same for every number: leave out --legacy-ip or --vlan, or take the other interface down.',
              ja: 'このアドレスはどの番号でも同じです。--legacy-ip か --vlan を外すか、もう一方のインターフェースを停止してください。',
            },
          }),
        }),
      );
    }
  }
  return succeed(undefined);
};
