import type { AssignmentDetail, Environment } from '../../app/contract/index.ts';

/** One end of the wire as it is drawn; addresses are written `address/prefix`. */
export type End = Pick<Environment['outer'], 'interface' | 'addresses'>;

/** What the inner end is called in every namespace, and how addresses follow from the number: docs/architecture.md. */
const innerName = 'veth0';
const addressesOf = ({ number, vlan, legacyIp }: AssignmentDetail['environment'], end: 1 | 2): string[] =>
  (vlan ? [0, 1, 2] : [0]).flatMap((id) => [
    `fc00:dead:cafe:${(number + id * 0x1000).toString(16)}::${String(end)}/64`,
    ...(legacyIp
      ? [`${id === 0 ? `10.11.${String(number)}` : `192.168.10${String(id)}`}.${String(end)}/24`]
      : []),
  ]);

/** The ends that a lesson's environment will have once it stands. */
export const declaredEnds = (
  environment: AssignmentDetail['environment'],
): { readonly outer: End; readonly inner: End } => ({
  outer: { interface: environment.name, addresses: addressesOf(environment, 1) },
  inner: { interface: innerName, addresses: addressesOf(environment, 2) },
});
