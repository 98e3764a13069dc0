import type { FieldDefinition, HeaderDefinition } from './definition.ts';
import { ethertypeNames } from './names.ts';

const type: FieldDefinition = {
  name: 'vlan.etype',
  label: 'Type',
  kind: 'hex',
  byte: 2,
  bits: 16,
  key: 'type',
  meanings: ethertypeNames,
};

/**
 * A VLAN tag: 802.1Q (0x8100), 802.1ad (0x88a8), and the older 0x9100 of stacked tags. Wireshark calls the fields of an
 * 802.1ad tag `ieee8021ad.*`; here they are `vlan.*` too, so that one filter finds a tag of either kind.
 */
export const vlan: HeaderDefinition = {
  protocol: 'vlan',
  title: '802.1Q Virtual LAN',
  lengthBytes: 4,
  fields: [
    { name: 'vlan.priority', label: 'Priority', kind: 'decimal', byte: 0, bits: 3, key: 'pcp', preset: 0 },
    { name: 'vlan.dei', label: 'DEI', kind: 'flag', byte: 0, bit: 3, bits: 1, key: 'dei', preset: 0 },
    { name: 'vlan.id', label: 'ID', kind: 'decimal', byte: 0, bit: 4, bits: 12, key: 'id', preset: 1 },
    type,
  ],
  carries: { space: 'ethertype', field: type, nothing: 0x88b5, payload: 0x88b5 },
  numbers: { ethertype: [0x8100, 0x88a8, 0x9100] },
  numberKey: 'tpid',
  words: [{ word: 'vlan', positional: ['id'] }],
};
