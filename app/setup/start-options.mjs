import { parseArgs } from 'node:util';

/**
 * What was asked of `npm start`. `host` is null where the machine decides.
 * @typedef {object} StartOptions
 * @property {'web' | 'desktop' | 'try' | 'help' | null} host
 * @property {string[]} serve what `xdp-lab serve` is told
 */

const options = /** @type {const} */ ({
  web: { type: 'boolean' },
  desktop: { type: 'boolean' },
  try: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  open: { type: 'boolean' },
  port: { type: 'string' },
});

/**
 * Reads the words after `npm start --`. Throws a TypeError whose message is for the learner.
 * @param {string[]} args
 * @returns {StartOptions}
 */
export const readStartOptions = (args) => {
  const { values } = parseArgs({ args, options });
  const hosts = /** @type {const} */ (['help', 'try', 'web', 'desktop']).filter((name) => values[name]);
  if (hosts.length > 1 && hosts[0] !== 'help') {
    throw new TypeError(`--${hosts.join(' and --')} exclude each other.`);
  }
  const serve = [...(values.open ? ['--open'] : []), ...(values.port ? ['--port', values.port] : [])];
  if (serve.length > 0 && hosts[0] !== undefined && !['help', 'web'].includes(hosts[0])) {
    throw new TypeError(`${serve[0]} is for the lab in a browser: --${hosts[0]} has none.`);
  }
  return { host: hosts[0] ?? null, serve };
};
