import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from './fixture.ts';

/** Ctrl-C before it begins: what was started is ended at once. */
const interruption = { signal: AbortSignal.abort(), exitCode: () => 130 };

describe('serve', () => {
  it.each(['65536', 'http', '-1', '1.5', ''])('refuses %j as a port, with the way out', async (port) => {
    const ran = await runCli(['serve', `--port=${port}`]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('cannot be a port: it is a number from 0 to 65535');
    expect(ran.stderr).toContain('Way out: For example: --port 8080');
  });

  it('says which port is in use, and the way out, in both languages and as JSON', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const english = await runCli(['serve', '--port', `${port}`]);
    expect([english.exitCode, english.stdout]).toEqual([3, '']);
    expect(english.stderr).toContain(`Error: Port ${port} is in use by another program.\n`);
    expect(english.stderr).toContain('Way out: Choose another with --port; --port 0 takes any free one.\n');
    const japanese = await runCli(['serve', '--port', `${port}`, '--lang', 'ja']);
    expect(japanese.stderr).toContain(`ポート ${port} は別のプログラムが使っています。`);
    const json = await runCli(['serve', '--port', `${port}`, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ failure: { code: 'busy' } });
  });

  it('prints two lines for people, in their language', async () => {
    const english = await runCli(['serve', '--port', '0'], {}, { interruption });
    expect(english.stdout).toMatch(
      /^XDP Lab: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\nOpen this address in a browser on this machine\. Ctrl-C ends the lab\.\n$/,
    );
    expect(english.exitCode).toBe(130);
    const japanese = await runCli(['serve', '--port', '0', '--lang', 'ja'], {}, { interruption });
    expect(japanese.stdout).toMatch(/^XDP Lab: .*\nこのアドレスを.*Ctrl-C で終了します。\n$/);
  });

  it('prints one line for programs', async () => {
    const { stdout } = await runCli(['serve', '--port', '0', '--json'], {}, { interruption });
    expect(stdout).toMatch(/^\{.*\}\n$/);
    const { url, port, token, ...more } = JSON.parse(stdout) as Record<string, unknown>;
    expect(more).toEqual({});
    expect(url).toBe(`http://127.0.0.1:${String(port)}/?token=${String(token)}`);
  });

  it('starts no lab of its own', async () => {
    const { labs } = await runCli(['serve', '--port', '0'], {}, { interruption });
    expect(labs).toEqual({ opened: 0, disposed: 0 });
  });
});
