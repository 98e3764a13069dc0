import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import {
  contract,
  fail,
  labFailure,
  succeed,
  type Emit,
  type Handlers,
  type LabContract,
} from '../../../../app/contract/index.ts';
import type { Engine } from '../../../../app/engine/index.ts';
import { startWebHost, type WebHost } from '../../../../app/hosts/web/index.ts';
import { value } from '../../../support/lab-helper.ts';
import { root } from '../../../support/cli.ts';
import { scratchFolder } from '../../../support/scratch.ts';

const unsupported = () => Promise.resolve(fail(labFailure('unsupported', { thing: 'that, in this test' })));

/** An engine that knows its own number, which `env.command` answers, and says what a test has it say. */
export interface FakeEngine extends Engine {
  readonly emit: Emit<LabContract>;
  readonly disposed: () => boolean;
}

/** Makes engines and remembers them. */
export const fakeEngines = () => {
  const made: FakeEngine[] = [];
  const create = (): Engine => {
    const listeners = new Set<Emit<LabContract>>();
    const number = made.length;
    let disposed = false;
    const engine: FakeEngine = {
      service: {
        handlers: {
          ...(Object.fromEntries(
            Object.keys(contract.calls).map((name) => [name, unsupported]),
          ) as unknown as Handlers<LabContract>),
          'env.command': () => Promise.resolve(succeed({ argv: [`engine ${number}`] })),
        },
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      emit: (name, event) => {
        for (const listener of listeners) listener(name, event);
      },
      disposed: () => disposed,
      dispose: () => {
        disposed = true;
        return Promise.resolve();
      },
    };
    made.push(engine);
    return engine;
  };
  return { made, create };
};

/** A built page with things around it that nobody may get. */
export const pageFixture = () => {
  const scratch = scratchFolder();
  const pageFolder = join(scratch.folder, 'page');
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  scratch.file('secret.txt', 'nobody may read this');
  scratch.file('secret.html', 'nobody may read this');
  const write = (name: string, content: string): void => {
    writeFileSync(join(pageFolder, name), content);
  };
  write('index.html', '<!doctype html><title>the page</title>');
  write('.hidden.html', 'nobody may read this');
  write('program.c', 'nobody may read this');
  write('empty.css', '');
  write('icon.svg', '<svg/>');
  write('assets/index-Bx3kQ9_a.js', 'export {};');
  write('assets/index-C0ffee12.css', 'body {}');
  write('assets/plain.js', 'export {};');
  write('assets/mono-12345678.woff2', 'font');
  symlinkSync(join(scratch.folder, 'secret.html'), join(pageFolder, 'link.html'));
  symlinkSync(scratch.folder, join(pageFolder, 'outside'));
  return { pageFolder, emptyFolder: join(scratch.folder, 'nothing-here') };
};

/** The user that runs the tests. */
export const us = process.getuid?.() ?? 0;

/** Starts hosts in front of fake engines, and ends them after each test. */
export const webHosts = (usualFolder: string) => {
  const started: WebHost[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((host) => host.dispose()));
  });
  return async ({ pageFolder = usualFolder, learners = [us] } = {}) => {
    const engines = fakeEngines();
    const host = value(
      await startWebHost({
        port: 0,
        pageFolder,
        substituteFolder: join(root, 'resources', 'web'),
        learners,
        createEngine: engines.create,
      }),
    );
    started.push(host);
    return { host, port: host.port, engines: engines.made };
  };
};
