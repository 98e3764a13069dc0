import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRoot } from '../../../../app/engine/root.ts';
import { scratchFolder } from '../../../support/scratch.ts';
import { processesWith } from '../../../support/processes.ts';
import { context, endLanguageLabs, key, languageLab } from './fixture.ts';

const scratch = scratchFolder();
const standIn = scratchFolder();
const program = `#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "../common/parsing_helpers.h"

SEC("xdp") int xdp_prog(struct xdp_md *ctx)
{
	void *data_end = (void *)(long)ctx->data_end;
	struct hdr_cursor nh = { .pos = (void *)(long)ctx->data };
	struct ethhdr *eth;

	if (parse_ethhdr(&nh, data_end, &eth) < 0)
		return XDP_ABORTED;
	return XDP_PASS;
}
`;
const lineOf = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part));
const at = (uri: string, text: string, part: string, offset: number) => ({
  textDocument: { uri },
  position: {
    line: lineOf(text, part),
    character: (text.split('\n')[lineOf(text, part)] ?? '').indexOf(part) + offset,
  },
});

// Where the folders with compile commands are made, which also tells this file's clangds from others.
const temporaryBefore = process.env.TMPDIR;
const temporary = await mkdtemp(join(tmpdir(), 'test-xdp-clangd-'));
process.env.TMPDIR = temporary;
afterAll(async () => {
  if (temporaryBefore === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporaryBefore;
  await rm(temporary, { recursive: true });
});
const clangds = (): number[] => processesWith(`--compile-commands-dir=${temporary}`);

const opened = { folder: scratch.folder, files: [{ path: 'xdp prog.c' }, { path: 'own.h' }] };
beforeEach(() => {
  scratch.file('xdp prog.c', program);
  scratch.file('own.h', '');
});
afterEach(async () => {
  await endLanguageLabs();
  expect([clangds(), readdirSync(temporary)]).toEqual([[], []]);
  expect(readdirSync(scratch.folder).sort()).toEqual(['own.h', 'xdp prog.c']);
});

describe('clangd for an assignment', { timeout: 30_000 }, () => {
  it('finds nothing wrong with a BPF program that compiles, and a mistake on its line as it is typed', async () => {
    const editor = await languageLab(opened).start();
    const uri = editor.documents['xdp prog.c'] ?? '';
    expect(uri).toBe(`file://${scratch.folder}/xdp%20prog.c`);
    expect(editor.rootUri).toBe(`file://${scratch.folder}`);
    await editor.didOpen(uri, program);
    const published = 'textDocument/publishDiagnostics';
    expect(await editor.heard(published)).toMatchObject({ uri, diagnostics: [] });
    const wrong = program.replace('XDP_PASS;', 'XDP_PAS;');
    const textDocument = { uri, version: 2 };
    await editor.notify('textDocument/didChange', { textDocument, contentChanges: [{ text: wrong }] });
    const isSecond = (params: unknown): boolean => (params as { version?: number }).version === 2;
    expect(await editor.heard(published, isSecond)).toMatchObject({
      uri,
      diagnostics: [
        {
          severity: 1,
          range: { start: { line: lineOf(wrong, 'XDP_PAS;') } },
          message: expect.stringContaining("'XDP_PAS'") as string,
        },
      ],
    });
  });

  it('completes a helper’s name, explains, and goes to a definition in the lab’s header', async () => {
    const editor = await languageLab(opened).start();
    const uri = editor.documents['xdp prog.c'] ?? '';
    const typing = program.replace('return XDP_PASS;', 'return bpf_redirect_m');
    await editor.didOpen(uri, typing);
    // Until it has read the headers once, it completes only what stands in the file.
    await editor.heard('textDocument/publishDiagnostics');
    const completed = await editor.request('textDocument/completion', at(uri, typing, 'bpf_redirect_m', 14));
    const { items } = completed as { items: { label: string }[] };
    expect(items.map(({ label }) => label.trim())).toContainEqual(expect.stringMatching(/^bpf_redirect_map/));
    const hover = await editor.request('textDocument/hover', at(uri, typing, 'parse_ethhdr', 2));
    expect(JSON.stringify(hover)).toContain('struct hdr_cursor *nh');
    const defined = await editor.request('textDocument/definition', at(uri, typing, 'parse_ethhdr', 2));
    const header = join(findRoot(), 'bpf', 'include', 'common', 'parsing_helpers.h');
    expect(defined).toMatchObject([{ uri: `file://${header}` }]);
  });

  it('serves two editors at once, each its own', async () => {
    const lab = languageLab(opened);
    const [first, second] = await Promise.all([lab.start(), lab.start()]);
    expect(clangds()).toHaveLength(2);
    const uri = first.documents['own.h'] ?? '';
    const published = 'textDocument/publishDiagnostics';
    await Promise.all([first.didOpen(uri, 'int a\n'), second.didOpen(uri, 'int a;\n')]);
    expect(await first.heard(published)).toMatchObject({ diagnostics: [{ severity: 1 }] });
    expect(await second.heard(published)).toMatchObject({ diagnostics: [] });
    expect(await lab.handlers['language.stop']({ session: first.session }, context)).toMatchObject({
      ok: true,
    });
    expect(clangds()).toHaveLength(1);
    expect(await second.request('shutdown', {})).toBe(null);
    expect(lab.endings).toEqual([]);
  });

  it('tells of a clangd that died, and knows it no longer', async () => {
    const lab = languageLab(opened);
    const { session } = await lab.start();
    for (const pid of clangds()) process.kill(pid, 'SIGKILL');
    expect(await lab.ended()).toEqual({ session, detail: 'clangd: SIGKILL' });
    const message = { jsonrpc: '2.0', method: 'initialized' };
    expect(await lab.handlers['language.send']({ session, message }, context)).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await lab.handlers['language.stop']({ session }, context)).toMatchObject({ ok: false });
  });

  it('ends the one that was silent longest where pages were closed without a word', async () => {
    const lab = languageLab(opened);
    const first = await lab.start();
    const second = await lab.start();
    await lab.start();
    await lab.start();
    await first.notify('$/setTrace', { value: 'off' });
    await lab.start();
    expect(lab.endings.map(({ session }) => session)).toEqual([second.session]);
    expect(clangds()).toHaveLength(4);
  });

  it('is ended by the engine’s end, also while it starts', async () => {
    const lab = languageLab(opened);
    await lab.start();
    const late = lab.handlers['language.start'](key, context);
    await lab.handlers.dispose();
    expect(clangds()).toEqual([]);
    expect(await late).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(lab.endings).toEqual([]);
  });
});

describe('a clangd that is not as it should be', { timeout: 30_000 }, () => {
  const started = (script: string) => {
    const lab = languageLab(opened, standIn.file('clangd', `#!/bin/sh\n${script}\n`, 0o755));
    return { ...lab, starting: lab.handlers['language.start'](key, context) };
  };

  it('is missing', async () => {
    const { handlers } = languageLab(opened, join(scratch.folder, 'none'));
    expect(await handlers['language.start'](key, context)).toMatchObject({
      ok: false,
      failure: { code: 'tool-missing', message: { en: 'The tool clangd is not installed.' } },
    });
  });

  it('ends at once: what it said last is told', async () => {
    const lab = started('yes noise | head -n 10000 >&2; echo "I cannot" >&2; exit 3');
    await lab.starting;
    const { detail } = await lab.ended();
    expect(detail).toMatch(/noise\nI cannot\nclangd: exit 3$/);
    expect(detail.length).toBeLessThan(5_000);
  });

  it('says what is no message: it is ended', async () => {
    const lab = started('printf "Content-Length: 9\\r\\n\\r\\nnot json!"; exec sleep 1000');
    await lab.starting;
    expect((await lab.ended()).detail).toMatch(/JSON[^]*clangd: SIGKILL$/);
  });

  it('is sent only JSON-RPC messages of a sensible size', async () => {
    const lab = started('exec sleep 1000');
    const starting = await lab.starting;
    if (!starting.ok) throw new Error(starting.failure.message.en);
    const { session } = starting.value;
    const codes = [];
    for (const message of [
      { method: 'initialized' },
      { jsonrpc: '2.0' },
      { jsonrpc: '2.0', id: 1, method: 7 },
      { jsonrpc: '2.0', method: 'x', params: { text: 'x'.repeat(16 * 1024 * 1024) } },
      { jsonrpc: '2.0', id: 1, result: null },
      { jsonrpc: '2.0', method: 'x', params: { text: '日本語' } },
    ]) {
      const sent = await lab.handlers['language.send']({ session, message }, context);
      codes.push(sent.ok ? 'ok' : sent.failure.code);
    }
    expect(codes).toEqual(['bad-input', 'bad-input', 'bad-input', 'bad-input', 'ok', 'ok']);
  });
});
