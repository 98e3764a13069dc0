import { expect, it } from 'vitest';
import { expressionIn } from '../../../../app/engine/verifier/expression.ts';

it.each([
  ['if (eth->h_proto == bpf_htons(ETH_P_IPV6))', 'eth->h_proto'],
  ['*count += 1;', '*count'],
  ['value->slots[ctx->rx_queue_index & 7] = 1; /* table->size */', 'value->slots[ctx->rx_queue_index & 7]'],
  ['__u8 first = data[0];', 'data[0]'],
  ['struct ethhdr *eth = data;', undefined],
  ['if (ip->ttl == udp->len)', undefined],
  ['return ctx->rx_queue_index;', undefined],
  ['bpf_printk("%d a->b", 4);', undefined],
  ['return *count;', '*count'],
  ['int area = width * height;', undefined],
  ['', undefined],
])('in %j means %j', (line, expression) => {
  expect(expressionIn(line)).toBe(expression);
});
