/** The VLAN that an environment's address belongs to, 0 for none: how they follow from it stands in docs/architecture.md. */
export const vlanOf = (address: string): number => {
  const six = /^fc00:dead:cafe:([0-9a-f]{1,4}):/.exec(address)?.[1];
  if (six !== undefined) return Math.floor(parseInt(six, 16) / 0x1000);
  const four = /^192\.168\.10([12])\./.exec(address)?.[1];
  return Number(four ?? 0);
};
