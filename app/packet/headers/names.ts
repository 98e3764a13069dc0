/** Ethertypes by number (IEEE 802 numbers, as IANA lists them). */
export const ethertypeNames: Readonly<Record<number, string>> = {
  0x0800: 'IPv4',
  0x0806: 'ARP',
  0x8035: 'RARP',
  0x8100: '802.1Q Virtual LAN',
  0x86dd: 'IPv6',
  0x8847: 'MPLS label switched packet',
  0x8863: 'PPPoE Discovery',
  0x8864: 'PPPoE Session',
  0x888e: '802.1X Authentication',
  0x88a8: '802.1ad Provider Bridge',
  0x88b5: 'Local Experimental Ethertype 1',
  0x88cc: '802.1 Link Layer Discovery Protocol (LLDP)',
  0x9100: 'QinQ: old standard for 802.1ad',
};

/** Internet protocol numbers (IANA "Assigned Internet Protocol Numbers"). */
export const protocolNames: Readonly<Record<number, string>> = {
  0: 'IPv6 Hop-by-Hop Option',
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPv4',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6',
  43: 'Routing Header for IPv6',
  44: 'Fragment Header for IPv6',
  47: 'Generic Routing Encapsulation',
  50: 'Encap Security Payload',
  51: 'Authentication Header',
  58: 'ICMPv6',
  59: 'No Next Header for IPv6',
  60: 'Destination Options for IPv6',
  89: 'OSPF IGP',
  132: 'SCTP',
  253: 'Use for experimentation and testing',
  254: 'Use for experimentation and testing',
};
