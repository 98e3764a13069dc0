import { symlink } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { succeed } from '../../../app/contract/index.ts';
import { createEngine, hostWithoutDesktop, type Engine, type Host } from '../../../app/engine/index.ts';
import { tiny, tinyLab } from '../../support/tiny-lab.ts';

const lab = tinyLab();
const context = { signal: new AbortController().signal };
const engines: Engine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.dispose())));

const callsWith = (host?: Host) => {
  const engine = createEngine({ root: lab.root(), dataFolder: lab.dataFolder(), ...(host && { host }) });
  engines.push(engine);
  return engine.service.handlers;
};

/** A desktop whose learner opens `opened`, saves in /chosen, and whose file manager shows what it is told. */
const desktop = (opened: Uint8Array | null) => {
  const said: unknown[] = [];
  const host: Host = {
    kind: 'desktop',
    dialogs: {
      open: (kind) => {
        said.push(['open', kind]);
        return Promise.resolve(succeed(opened && { name: 'a.pcap', bytes: opened }));
      },
      save: (kind, name, bytes) => {
        said.push(['save', kind, name, [...bytes]]);
        return Promise.resolve(succeed(`/chosen/${name}`));
      },
    },
    reveal: (path) => {
      said.push(['reveal', path]);
    },
  };
  return { host, said };
};

describe('a lab without a desktop', () => {
  it.each(['terminal', 'web'] as const)('says so as a %s, and fails what needs one', async (kind) => {
    const calls = callsWith(kind === 'terminal' ? undefined : hostWithoutDesktop(kind));
    expect(await calls['host.abilities']({}, context)).toEqual(
      succeed({
        kind,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
        dialogs: false,
        reveal: false,
      }),
    );
    const unsupported = { ok: false, failure: { code: 'unsupported' } };
    expect(await calls['host.open']({ kind: 'pcap' }, context)).toMatchObject(unsupported);
    expect(await calls['host.save']({ kind: 'c', name: 'a.c', bytes: '' }, context)).toMatchObject(
      unsupported,
    );
    expect(await calls['host.reveal']({ ...tiny, path: 'limits.h' }, context)).toMatchObject(unsupported);
  });
});

describe('a lab in a window', () => {
  it('says what it can do, and no more', async () => {
    const { host } = desktop(null);
    const all = { kind: 'desktop', dialogs: true, reveal: true };
    expect(await callsWith(host)['host.abilities']({}, context)).toMatchObject({ ok: true, value: all });
    const calls = callsWith({ ...host, reveal: null });
    expect(await calls['host.abilities']({}, context)).toMatchObject({
      ok: true,
      value: { ...all, reveal: false },
    });
    expect(await calls['host.reveal']({ ...tiny, path: 'limits.h' }, context)).toMatchObject({ ok: false });
  });
  it('opens and saves bytes as they are', async () => {
    const { host, said } = desktop(Uint8Array.of(0, 255, 10));
    const calls = callsWith(host);
    expect(await calls['host.open']({ kind: 'pcap' }, context)).toEqual(
      succeed({ file: { name: 'a.pcap', bytes: 'AP8K' } }),
    );
    expect(await calls['host.save']({ kind: 'trace', name: 't', bytes: 'AP8K' }, context)).toEqual(
      succeed({ path: '/chosen/t' }),
    );
    expect(said).toEqual([
      ['open', 'pcap'],
      ['save', 'trace', 't', [0, 255, 10]],
    ]);
  });
  it('opens nothing where the learner chose nothing, and nothing of over 64 MB', async () => {
    expect(await callsWith(desktop(null).host)['host.open']({ kind: 'c' }, context)).toEqual(
      succeed({ file: null }),
    );
    const huge = new Uint8Array(64 * 1024 * 1024 + 1);
    expect(await callsWith(desktop(huge).host)['host.open']({ kind: 'pcap' }, context)).toMatchObject({
      ok: false,
      failure: {
        code: 'bad-input',
        message: { en: 'a.pcap has 67108865 bytes, and 64 MB is the most that can be opened.' },
      },
    });
  });
  it('shows an assignment’s file where it lies', async () => {
    const { host, said } = desktop(null);
    const calls = callsWith(host);
    expect(await calls['host.reveal']({ ...tiny, path: 'limits.h' }, context)).toEqual(succeed({}));
    expect(said).toEqual([['reveal', lab.workFile('limits.h')]]);
  });
  it.each(['../../../progress.json', '/etc/passwd', 'nothing.c', ''])(
    'shows no other file: %j',
    async (path) => {
      const { host, said } = desktop(null);
      expect(await callsWith(host)['host.reveal']({ ...tiny, path }, context)).toMatchObject({
        ok: false,
        failure: { code: 'not-found' },
      });
      expect(said).toEqual([]);
    },
  );
  it('shows no link in the place of a file', async () => {
    const { host, said } = desktop(null);
    const calls = callsWith(host);
    await calls['workspace.open'](tiny, context);
    await lab.clear(lab.workFile('limits.h'));
    await symlink('/etc/passwd', lab.workFile('limits.h'));
    expect(await calls['host.reveal']({ ...tiny, path: 'limits.h' }, context)).toMatchObject({ ok: false });
    expect(said).toEqual([]);
  });
});
