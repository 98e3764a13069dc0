/**
 * The one table of what the lab needs from the system and which package brings it. The set-up installs from it, the
 * doctor names its packages. It imports nothing, so that both can use it before anything is installed.
 */

/** The machine's folder of kernel headers (asm/…) on Debian and Ubuntu; clang -target bpf does not look there by itself. */
const multiarch = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu', riscv64: 'riscv64-linux-gnu' };

/** @type {string} */
export const multiarchInclude = `/usr/include/${Object.entries(multiarch).find(([arch]) => arch === process.arch)?.[1] ?? `${process.arch}-linux-gnu`}`;

/** Where the helper, which trusts no PATH, looks for its tools. */
export const toolFolders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** @typedef {'debian' | 'ubuntu'} Family the distributions whose package names are known */

/**
 * One thing on disk. A command is looked for by name, a header or library by path below any of the usual folders.
 * `purpose` tells whether a learner needs it or only `npm test` does.
 * @typedef {object} Requirement
 * @property {string} id
 * @property {'command' | 'header' | 'library'} kind
 * @property {'lab' | 'tests'} purpose
 * @property {Record<Family, readonly string[]>} packages
 */

/**
 * @param {Requirement['kind']} kind
 * @param {Requirement['purpose']} purpose
 */
const needing =
  (kind, purpose) =>
  /**
   * @param {string} id
   * @param {string} debian the package's name, on Ubuntu too unless `ubuntu` says otherwise
   * @param {string[]} [ubuntu]
   * @returns {Requirement}
   */
  (id, debian, ubuntu = [debian]) => ({ id, kind, purpose, packages: { debian: [debian], ubuntu } });

const command = needing('command', 'lab');
const header = needing('header', 'lab');
const library = needing('library', 'lab');
const testCommand = needing('command', 'tests');

/** @type {readonly Requirement[]} */
export const requirements = [
  command('clang', 'clang'),
  command('clangd', 'clangd'),
  command('llvm-objdump', 'llvm'),
  header('bpf/bpf_helpers.h', 'libbpf-dev'),
  header('xdp/xdp_helpers.h', 'libxdp-dev'),
  header('linux/bpf.h', 'linux-libc-dev'),
  header('asm/types.h', 'linux-libc-dev'),
  header('stdint.h', 'libc6-dev'),
  library('libbpf.so.1', 'libbpf1'),
  command('xdp-loader', 'xdp-tools'),
  // Ubuntu's /usr/sbin/bpftool is a script that looks for the tools of the running kernel; the program is in the generic ones.
  command('bpftool', 'bpftool', ['linux-tools-common', 'linux-tools-generic']),
  command('trace-cmd', 'trace-cmd'),
  command('tcpdump', 'tcpdump'),
  command('ip', 'iproute2'),
  command('tc', 'iproute2'),
  command('ping', 'iputils-ping'),
  command('socat', 'socat'),
  command('ethtool', 'ethtool'),
  command('nsenter', 'util-linux'),
  command('mount', 'mount'),
  command('sysctl', 'procps'),
  command('modprobe', 'kmod'),
  // By hand, a lesson's program is built with make; so does the measurement of that way.
  command('make', 'make'),
  testCommand('sudo', 'sudo'),
  testCommand('pkexec', 'pkexec'),
  testCommand('pkcheck', 'polkitd'),
  testCommand('dbus-daemon', 'dbus'),
  testCommand('useradd', 'passwd'),
  testCommand('clang-format', 'clang-format'),
  // On Ubuntu the package only leads to a snap, which a test cannot steer; its browser tests need one by hand.
  // Ubuntu's package only fetches a snap, which cannot be driven from here: the browser tests are skipped there, and say so.
  testCommand('chromium', 'chromium', []),
];

/**
 * The packages that bring the given things, each once, in the table's order.
 * @param {readonly Requirement[]} missing
 * @param {Family} family
 * @returns {string[]}
 */
export const packagesFor = (missing, family) => [
  ...new Set(missing.flatMap((requirement) => requirement.packages[family])),
];
