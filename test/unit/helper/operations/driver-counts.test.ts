import { expect, it } from 'vitest';
import { parseDriverCounts } from '../../../../app/helper/operations/driver-counts.ts';

it('sums the XDP counters of all queues by action', () => {
  const report = `NIC statistics:
     peer_ifindex: 2
     rx_queue_0_xdp_packets: 9
     rx_queue_0_drops: 5
     rx_queue_0_xdp_redirect: 0
     rx_queue_0_xdp_drops: 3
     rx_queue_0_xdp_tx: 1
     rx_queue_1_xdp_redirect: 0
     rx_queue_1_xdp_drops: 4
     rx_queue_1_xdp_tx: 2
     tx_queue_0_xdp_xmit: 8
`;
  expect(parseDriverCounts(report)).toEqual([
    { action: 'XDP_REDIRECT', packets: 0, bytes: null },
    { action: 'XDP_DROP', packets: 7, bytes: null },
    { action: 'XDP_TX', packets: 3, bytes: null },
  ]);
});

it('finds nothing where the driver counts nothing', () => {
  expect(parseDriverCounts('no stats available')).toEqual([]);
});
