/** 24 days: MLDv1 repeats its report at a random time within this, and so in practice never. */
const longestIntervalMs = 2 ** 31 - 1;

/**
 * sysctl settings that keep a device from sending anything of its own. MLD has no switch: version 1 sends its one report
 * at once, while the environment comes up, and repeats it within an interval that can be made endless
 * (Documentation/networking/ip-sysctl.rst).
 */
export const quietSettings = (devices: readonly string[]): string[] =>
  devices.flatMap((device) =>
    [
      'disable_ipv6=0',
      'accept_dad=0',
      'accept_ra=0',
      'router_solicitations=0',
      'force_mld_version=1',
      `mldv1_unsolicited_report_interval=${longestIntervalMs}`,
    ].map((setting) => `net/ipv6/conf/${device}/${setting}`),
  );

/** ethtool arguments after the device: XDP must see the VLAN tag in the bytes, and checksums that are whole. */
export const offloadsOff = ['rxvlan', 'off', 'txvlan', 'off', 'tx', 'off'] as const;
