import { innerInterface, macOf, routesOf, subnetsOf, vlanIds, type AddressPlan } from './addresses.ts';

/** Lines for `ip -batch -` in the root namespace that make the namespace and the pair of interfaces. */
export const makeLines = ({ name, number }: AddressPlan): string[] => [
  `netns add ${name}`,
  `link add name ${name} address ${macOf(number, 'outer')} type veth ` +
    `peer name ${innerInterface} address ${macOf(number, 'inner')} netns ${name}`,
];

/** Lines that make the 8021q links of one end; none where VLANs are made otherwise. */
export const vlanLinkLines = ({ vlan }: AddressPlan, device: string): string[] =>
  vlan === '8021q'
    ? vlanIds.map((id) => `link add link ${device} name ${device}.${id} type vlan id ${id}`)
    : [];

/** Lines that give one end its addresses, the other end's as permanent neighbours, its routes, and switch it on. */
export const configureLines = (plan: AddressPlan, end: 'outer' | 'inner'): string[] => {
  const other = end === 'outer' ? 'inner' : 'outer';
  const subnets = subnetsOf(plan);
  const devices = [...new Set(subnets.map((subnet) => subnet[end].interface))];
  return [
    ...(end === 'inner' ? ['link set dev lo up'] : []),
    ...subnets.map(
      ({ family, prefixLength, [end]: here }) =>
        `address add ${here.address}/${prefixLength} dev ${here.interface}${family === 'ip6' ? ' nodad' : ''}`,
    ),
    // Without link-local addresses there are no router solicitations, and nothing in a capture that a lesson has not named.
    ...devices.flatMap((device) => [`link set dev ${device} addrgenmode none`, `link set dev ${device} up`]),
    ...subnets.map(
      ({ [other]: there, [end]: here }) =>
        `neighbour add ${there.address} lladdr ${macOf(plan.number, other)} dev ${here.interface} nud permanent`,
    ),
    ...(end === 'inner' ? routesOf(plan).map(({ to, via }) => `route add ${to} via ${via}`) : []),
  ];
};
