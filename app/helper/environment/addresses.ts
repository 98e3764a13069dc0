/** How an environment's VLANs are made; `none` where it has none. */
export type VlanKind = 'none' | '8021q' | 'clsact';

/** The VLAN ids of an environment that has any. */
export const vlanIds = [1, 2] as const;

/** What the addresses of an environment follow from. */
export interface AddressPlan {
  readonly name: string;
  readonly number: number;
  readonly vlan: VlanKind;
  readonly legacyIp: boolean;
}

/** One subnet between the two ends: the interface and the address on each. */
export interface Subnet {
  readonly family: 'ip6' | 'ip4';
  /** 0 for untagged traffic. */
  readonly vlan: number;
  readonly prefixLength: number;
  readonly outer: { readonly interface: string; readonly address: string };
  readonly inner: { readonly interface: string; readonly address: string };
}

/** The interface inside every environment's namespace. */
export const innerInterface = 'veth0';

/** Longest interface name, IFNAMSIZ − 1 (linux/if.h). */
export const longestInterfaceName = 15;

const hex = (number: number): string => number.toString(16).padStart(2, '0');

/** Locally administered MAC addresses: 02:00:00:00:NN:01 outside, …:02 inside, NN being the number in hexadecimal. */
export const macOf = (number: number, end: 'outer' | 'inner'): string =>
  `02:00:00:00:${hex(number)}:${end === 'outer' ? '01' : '02'}`;

const ip6Subnet = (number: number, vlan: number): string =>
  `fc00:dead:cafe:${(number + vlan * 0x1000).toString(16)}::`;

const ip4Subnet = (number: number, vlan: number): string =>
  vlan === 0 ? `10.11.${number}.` : `192.168.${100 + vlan}.`;

/** Every subnet of an environment, untagged first. With the clsact programs all of them live on the veth ends themselves. */
export const subnetsOf = ({ name, number, vlan, legacyIp }: AddressPlan): Subnet[] => {
  const vlans = vlan === 'none' ? [0] : [0, ...vlanIds];
  return vlans.flatMap((id) => {
    const suffix = vlan === '8021q' && id > 0 ? `.${id}` : '';
    const subnet = (family: Subnet['family'], prefix: string, prefixLength: number): Subnet => ({
      family,
      vlan: id,
      prefixLength,
      outer: { interface: `${name}${suffix}`, address: `${prefix}1` },
      inner: { interface: `${innerInterface}${suffix}`, address: `${prefix}2` },
    });
    return [
      subnet('ip6', ip6Subnet(number, id), 64),
      ...(legacyIp ? [subnet('ip4', ip4Subnet(number, id), 24)] : []),
    ];
  });
};

/** Networks that the inner end reaches through the outer one, so that a lesson can send to any environment's addresses. */
export const routesOf = (plan: AddressPlan): { readonly to: string; readonly via: string }[] => [
  { to: 'fc00:dead:cafe::/48', via: `${ip6Subnet(plan.number, 0)}1` },
  ...(plan.legacyIp ? [{ to: '10.11.0.0/16', via: `${ip4Subnet(plan.number, 0)}1` }] : []),
];

/** One end of the pair as the contract shows it. */
export const endOf = (plan: AddressPlan, end: 'outer' | 'inner') => ({
  interface: end === 'outer' ? plan.name : innerInterface,
  mac: macOf(plan.number, end),
  addresses: subnetsOf(plan).map((subnet) => `${subnet[end].address}/${subnet.prefixLength}`),
});
