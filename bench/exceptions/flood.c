// SPDX-License-Identifier: MIT
// flood ADDRESS RATE SECONDS: sends so many small UDP packets a second to a port where nobody
// listens, and prints how many it sent.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, LENGTH = 18, PORT = 9 };

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static char packet[LENGTH];
	struct sockaddr_in6 to = { .sin6_family = AF_INET6, .sin6_port = htons(PORT) };
	struct iovec part = { .iov_base = packet, .iov_len = sizeof(packet) };
	struct mmsghdr batch[BATCH];
	double rate, seconds, start;
	long sent = 0;
	int fd, i;

	if (argc != 4 || inet_pton(AF_INET6, argv[1], &to.sin6_addr) != 1)
		return 2;
	rate = atof(argv[2]);
	seconds = atof(argv[3]);
	fd = socket(AF_INET6, SOCK_DGRAM, 0);
	if (fd < 0)
		return 1;
	memset(batch, 0, sizeof(batch));
	for (i = 0; i < BATCH; i++)
		batch[i].msg_hdr = (struct msghdr){
			.msg_name = &to,
			.msg_namelen = sizeof(to),
			.msg_iov = &part,
			.msg_iovlen = 1,
		};
	start = now();
	for (;;) {
		double passed = now() - start;

		if (passed >= seconds)
			break;
		if (sent >= passed * rate) {
			struct timespec rest = { .tv_nsec = 100000 };

			nanosleep(&rest, NULL);
			continue;
		}
		i = sendmmsg(fd, batch, BATCH, 0);
		if (i > 0)
			sent += i;
	}
	printf("%ld\n", sent);
	return 0;
}
