/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include <linux/bpf.h>
#include <linux/in.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>
#include "../common/parsing_helpers.h"
#include "../common/xdp_stats_kern_user.h"
#include "../common/xdp_stats_kern.h"

SEC("xdp")
int xdp_parser_func(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	int eth_type, ip_type, icmp_type;
	struct hdr_cursor nh = { .pos = data };
	struct ethhdr *eth;
	struct iphdr *iphdr;
	struct ipv6hdr *ipv6hdr;
	struct icmphdr *icmphdr;
	struct icmp6hdr *icmp6hdr;
	__u32 action = XDP_PASS;

	eth_type = parse_ethhdr(&nh, data_end, &eth);
	if (eth_type == bpf_htons(ETH_P_IP)) {
		ip_type = parse_iphdr(&nh, data_end, &iphdr);
		if (ip_type != IPPROTO_ICMP)
			goto out;
		icmp_type = parse_icmphdr(&nh, data_end, &icmphdr);
		if (icmp_type != ICMP_ECHO)
			goto out;
		if (bpf_ntohs(icmphdr->un.echo.sequence) % 2 == 0)
			action = XDP_DROP;
	} else if (eth_type == bpf_htons(ETH_P_IPV6)) {
		ip_type = parse_ip6hdr(&nh, data_end, &ipv6hdr);
		if (ip_type != IPPROTO_ICMPV6)
			goto out;
		icmp_type = parse_icmp6hdr(&nh, data_end, &icmp6hdr);
		if (icmp_type != ICMPV6_ECHO_REQUEST)
			goto out;
		if (bpf_ntohs(icmp6hdr->icmp6_sequence) % 2 == 0)
			action = XDP_DROP;
	}
out:
	return xdp_stats_record_action(ctx, action);
}

char _license[] SEC("license") = "GPL";
