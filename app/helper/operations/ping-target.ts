import { fail, labFailure, succeed, type Outcome } from '../../contract/index.ts';
import { subnetsOf, type AddressPlan } from '../environment/addresses.ts';

/** The outer end's address of a family, untagged or in a VLAN; `bad-input` where the environment has none. */
export const pingTarget = (plan: AddressPlan, family: 'ip6' | 'ip4', vlan = 0): Outcome<string> => {
  const subnet = subnetsOf(plan).find((one) => one.family === family && one.vlan === vlan);
  if (subnet) return succeed(subnet.outer.address);
  const version = family === 'ip6' ? 'IPv6' : 'IPv4';
  return fail(
    labFailure('bad-input', {
      thing: `${plan.name}, ${version}${vlan ? `, VLAN ${vlan}` : ''}`,
      message: {
        en: `The environment ${plan.name} has no ${version} address${vlan ? ` in VLAN ${vlan}` : ''}.`,
        ja: `環境 ${plan.name} には${vlan ? ` VLAN ${vlan} の` : ''} ${version} アドレスがありません。`,
      },
      fix: {
        en: 'Make it anew with --vlan or --legacy-ip.',
        ja: '--vlan または --legacy-ip を付けて作り直してください。',
      },
    }),
  );
};
