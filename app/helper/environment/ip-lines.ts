import { innerInterface, macOf, routesOf, subnetsOf, vlanIds, type AddressPlan } from './addresses.ts';
import { quietSettings } from './quiet.ts';

/** The interfaces of one end, the veth itself first. */
export const devicesOf = (plan: AddressPlan, end: 'outer' | 'inner'): string[] => [
  ...new Set(subnetsOf(plan).map((subnet) => subnet[end].interface)),
];

const vlanLinkLines = (plan: AddressPlan, device: string): string[] =>
  plan.vlan === '8021q'
    ? vlanIds.map((id) => `link add link ${device} name ${device}.${id} type vlan id ${id}`)
    : [];

/**
 * Lines for `ip -batch -` in the root namespace that make the namespace and its interfaces, and quieten the inner ones
 * before they come up. `netns exec` costs a fork of `ip`, a process of ours three times as much.
 */
export const makeLines = (plan: AddressPlan): string[] => {
  const { name, number } = plan;
  const inside = `netns exec ${name}`;
  return [
    `netns add ${name}`,
    `link add name ${name} address ${macOf(number, 'outer')} type veth ` +
      `peer name ${innerInterface} address ${macOf(number, 'inner')} netns ${name}`,
    ...vlanLinkLines(plan, name),
    ...vlanLinkLines(plan, innerInterface).map((line) => `${inside} ip ${line}`),
    `${inside} sysctl -q -w ${quietSettings(devicesOf(plan, 'inner')).join(' ')}`,
  ];
};

/** Lines that give one end its addresses, the other end's as permanent neighbours, its routes, and switch it on. */
export const configureLines = (plan: AddressPlan, end: 'outer' | 'inner'): string[] => {
  const other = end === 'outer' ? 'inner' : 'outer';
  const subnets = subnetsOf(plan);
  return [
    ...(end === 'inner' ? ['link set dev lo up'] : []),
    ...subnets.map(
      ({ family, prefixLength, [end]: here }) =>
        `address add ${here.address}/${prefixLength} dev ${here.interface}${family === 'ip6' ? ' nodad' : ''}`,
    ),
    // Without link-local addresses there are no router solicitations, and nothing in a capture that a lesson has not named.
    ...devicesOf(plan, end).flatMap((device) => [
      `link set dev ${device} addrgenmode none`,
      `link set dev ${device} up`,
    ]),
    ...subnets.map(
      ({ [other]: there, [end]: here }) =>
        `neighbour add ${there.address} lladdr ${macOf(plan.number, other)} dev ${here.interface} nud permanent`,
    ),
    ...(end === 'inner' ? routesOf(plan).map(({ to, via }) => `route add ${to} via ${via}`) : []),
  ];
};
