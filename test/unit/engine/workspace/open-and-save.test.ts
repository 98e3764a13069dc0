import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { solution, starter, tiny, tinyLab } from '../../../support/tiny-lab.ts';

const lab = tinyLab();
const main = 'xdp_prog_kern.c';
const save = (text: string, path = main) => ({ ...tiny, path, text });
const textsOf = (files: readonly { path: string; text: string }[]) =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

describe('opening an assignment', () => {
  it('makes the files from the starter, with the headers beside it', async () => {
    const { folder, files } = await lab.engine().call('workspace.open', tiny);
    expect(files).toEqual([
      { path: main, role: 'main', text: starter, edited: false },
      { path: 'limits.h', role: 'header', text: '#define MAX 4\n', edited: false },
      { path: 'given.h', role: 'readonly', text: '#define GIVEN\n', edited: false },
    ]);
    expect(await readFile(`${folder}/${main}`, 'utf8')).toBe(starter);
  });
  it('lets nobody else into the learner’s files', async () => {
    const { folder } = await lab.engine().call('workspace.open', tiny);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(`${folder}/${main}`)).mode & 0o777).toBe(0o600);
  });
  it('gives an edited file as it was left, to another engine too', async () => {
    await lab.engine().call('workspace.save', save('int mine;\n'));
    const { files } = await lab.engine().call('workspace.open', tiny);
    expect(files[0]).toEqual({ path: main, role: 'main', text: 'int mine;\n', edited: true });
  });
  it('makes a file that was deleted anew', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await rm(lab.workFile('limits.h'));
    expect(textsOf((await engine.call('workspace.open', tiny)).files)['limits.h']).toBe('#define MAX 4\n');
  });
  it('names an assignment that there is none of', async () => {
    const failure = await lab.engine().refused('workspace.open', { ...tiny, assignment: 'other' });
    expect(failure).toMatchObject({ code: 'not-found', fix: { en: 'Choose one of: only' } });
  });
});

describe('a starter that changed', () => {
  it('is followed by an unedited file, and leaves an edited one alone', async () => {
    await lab.engine().call('workspace.save', save('#define MAX 5\n', 'limits.h'));
    await lab.engine().call('workspace.open', tiny);
    await lab.raiseRev(2);
    await lab.write(lab.starterFile(main), 'int better;\n');
    await lab.write(lab.starterFile('limits.h'), '#define MAX 6\n');
    const { files } = await lab.engine().call('workspace.open', tiny);
    expect(files.map(({ path, text, edited }) => [path, text, edited])).toEqual([
      [main, 'int better;\n', false],
      ['limits.h', '#define MAX 5\n', true],
      ['given.h', '#define GIVEN\n', false],
    ]);
  });
  it('leaves everything that differs alone where nothing is known of what it was made from', async () => {
    await lab.engine().call('workspace.open', tiny);
    await writeFile(lab.workFile('.starter.json'), '{ broken');
    await lab.write(lab.starterFile(main), 'int better;\n');
    const { files } = await lab.engine().call('workspace.open', tiny);
    expect(files[0]).toMatchObject({ text: starter, edited: true });
  });
});

describe('saving', () => {
  it.each([
    ['Windows line ends', 'int a;\r\nint b;\r\n'],
    ['NUL bytes', 'int a;\0\0int b;'],
    ['a byte order mark and no last line end', '\uFEFF// 日本語 🐝'],
    ['nothing at all', ''],
    ['5 MB', '// 0123456789abc\n'.repeat(5 * 65_536)],
  ])('keeps %s exactly', async (_name, text) => {
    await lab.engine().call('workspace.save', save(text));
    expect(await readFile(lab.workFile(main), 'utf8')).toBe(text);
    const { files } = await lab.engine().call('workspace.open', tiny);
    expect(files[0]?.text === text).toBe(true);
  });
  it('tells whether the text is the starter', async () => {
    const engine = lab.engine();
    expect((await engine.call('workspace.save', save('int a;'))).file.edited).toBe(true);
    expect((await engine.call('workspace.save', save(starter))).file.edited).toBe(false);
  });
  it('refuses more than 8 MB and keeps what was there', async () => {
    const engine = lab.engine();
    await engine.call('workspace.save', save('int mine;'));
    const failure = await engine.refused('workspace.save', save('x'.repeat(8 * 1024 * 1024 + 1)));
    expect(failure).toMatchObject({
      code: 'bad-input',
      message: { en: expect.stringContaining('8388609') as string },
    });
    expect(await readFile(lab.workFile(main), 'utf8')).toBe('int mine;');
  });
  it('refuses half a character, which would come back as another', async () => {
    expect((await lab.engine().refused('workspace.save', save('"\uD83D"'))).code).toBe('bad-input');
  });
  it.each(['../escape.c', '/etc/hostname', 'other.c', '.starter.json', 'given.h', ''])(
    'refuses the name “%s” and says which there are',
    async (path) => {
      const failure = await lab.engine().refused('workspace.save', save('x', path));
      expect(failure).toMatchObject({ code: 'bad-input', fix: { en: `You may write: ${main}, limits.h` } });
    },
  );
  it('lets the last of many at once stand, whole', async () => {
    const [one, other] = [lab.engine(), lab.engine()];
    const texts = Array.from({ length: 20 }, (_, index) => `// ${index}\n`.repeat(10_000));
    const saving = texts.map((text, index) => (index % 2 ? one : other).call('workspace.save', save(text)));
    await Promise.all(saving);
    expect(texts).toContain(await readFile(lab.workFile(main), 'utf8'));
  });
});

describe('saving over what somebody else wrote meanwhile', () => {
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const typed = (text: string, base: string) => ({ ...save(text), base: hashOf(base) });
  const snapshotsOf = async () => (await lab.engine().call('workspace.snapshots', tiny)).snapshots;

  it('keeps that in a snapshot, and answers it', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await writeFile(lab.workFile(main), 'int theirs;\r\n');
    const { snapshot, file } = await engine.call('workspace.save', typed('int mine;', starter));
    expect(file.text).toBe('int mine;');
    expect(await readFile(lab.workFile(main), 'utf8')).toBe('int mine;');
    expect(snapshot?.reason).toBe('conflict');
    expect(await snapshotsOf()).toEqual([snapshot]);
    const key = { ...tiny, snapshot: snapshot?.id ?? '' };
    const { files } = await engine.call('workspace.readSnapshot', key);
    expect(files[0]).toEqual({ path: main, text: 'int theirs;\r\n' });
  });
  it('keeps it also where it is no text', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await writeFile(lab.workFile(main), Buffer.from([0x93, 0xfa]));
    const { snapshot } = await engine.call('workspace.save', typed('int mine;', starter));
    expect(snapshot?.files[0]?.lengthBytes).toBe(2);
  });
  it.each([
    ['the disk holds what was read', starter, 'int mine;'],
    ['the disk holds the new text already', 'int mine;', 'int mine;'],
  ])('makes none where %s', async (_name, onDisk, text) => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await writeFile(lab.workFile(main), onDisk);
    expect((await engine.call('workspace.save', typed(text, starter))).snapshot).toBeUndefined();
    expect(await snapshotsOf()).toEqual([]);
  });
  it('makes none where the file was deleted', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await rm(lab.workFile(main));
    expect((await engine.call('workspace.save', typed('int mine;', starter))).snapshot).toBeUndefined();
  });
  it('writes nothing where that cannot be kept', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await writeFile(lab.workFile(main), 'int theirs;');
    await lab.write(`${lab.dataFolder()}/snapshots`, 'a plain file');
    expect((await engine.refused('workspace.save', typed('int mine;', starter))).code).toBe('bad-input');
    expect(await readFile(lab.workFile(main), 'utf8')).toBe('int theirs;');
  });
});

describe('what somebody else put into the folder', () => {
  it('a link in the place of a file is neither read nor written through', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await lab.write(lab.outside('secret'), 'secret');
    await rm(lab.workFile(main));
    await symlink(lab.outside('secret'), lab.workFile(main));
    expect((await engine.refused('workspace.open', tiny)).code).toBe('bad-input');
    expect((await engine.refused('workspace.save', save('x'))).code).toBe('bad-input');
    expect((await engine.refused('workspace.reset', tiny)).code).toBe('bad-input');
    expect(await readFile(lab.outside('secret'), 'utf8')).toBe('secret');
  });
  it('a link in the place of the folder is not followed', async () => {
    await lab.write(lab.outside('elsewhere/keep'), '');
    await lab.write(`${lab.dataFolder()}/work/tiny/keep`, '');
    await symlink(lab.outside('elsewhere'), lab.workFile('.'));
    const failure = await lab.engine().refused('workspace.save', save('x'));
    expect(failure.message.en).toContain('work/tiny/only');
  });
  it('a link in the place of the whole data folder is the learner’s own choice', async () => {
    await lab.write(lab.outside('elsewhere/keep'), '');
    await symlink(lab.outside('elsewhere'), lab.dataFolder());
    await lab.engine().call('workspace.save', save('int mine;'));
    expect(await readFile(lab.outside(`elsewhere/work/tiny/only/${main}`), 'utf8')).toBe('int mine;');
  });
  it('a file that is not UTF-8 is refused with the way to convert it, and kept by a reset', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await writeFile(lab.workFile(main), Buffer.from([0x93, 0xfa, 0x96, 0x7b]));
    expect((await engine.refused('workspace.open', tiny)).fix?.en).toContain(
      `iconv -f SHIFT_JIS -t UTF-8 ${main} > ${main}.utf8 && mv ${main}.utf8 ${main}`,
    );
    const { snapshot, files } = await engine.call('workspace.reset', tiny);
    expect(snapshot.files[0]).toEqual({ path: main, lengthBytes: 4 });
    expect(files[0]?.text).toBe(starter);
  });
  it('what a save that died left half written goes with the next opening, what lives stays', async () => {
    const engine = lab.engine();
    const { folder } = await engine.call('workspace.open', tiny);
    // Above the kernel's largest process id (PID_MAX_LIMIT, 4194304).
    const dead = `${folder}/.${main}.9999999.0123abcd.half`;
    const alive = `${folder}/.${main}.${process.pid}.0123abcd.half`;
    await writeFile(dead, 'h');
    await writeFile(alive, 'h');
    await engine.call('workspace.open', tiny);
    await expect(stat(dead)).rejects.toThrow('ENOENT');
    expect((await stat(alive)).size).toBe(1);
  });
  it.each([
    ['a folder', async (path: string) => mkdir(join(path, 'mine'), { recursive: true })],
    ['a FIFO', (path: string) => execFileSync('mkfifo', [path])],
  ])('%s in the place of the lab’s own record keeps nobody from opening', async (_name, make) => {
    const engine = lab.engine();
    const { folder } = await engine.call('workspace.open', tiny);
    await rm(lab.workFile('.starter.json'));
    await make(lab.workFile('.starter.json'));
    expect((await engine.call('workspace.open', tiny)).files[0]?.text).toBe(starter);
    expect((await stat(lab.workFile('.starter.json'))).isFile()).toBe(true);
    const aside = (await readdir(folder)).filter((name) => name.startsWith('.starter.json.'));
    const kept = await Promise.all(aside.map((name) => readdir(join(folder, name))));
    expect(kept).toEqual(_name === 'a folder' ? [['mine']] : []);
  });
  it('a FIFO in the place of a file is not waited for', async () => {
    const engine = lab.engine();
    await engine.call('workspace.open', tiny);
    await rm(lab.workFile(main));
    execFileSync('mkfifo', [lab.workFile(main)]);
    expect((await engine.refused('workspace.open', tiny)).message.en).toContain('is not a regular file');
  });
  it('a path that is too long for the system is a failure with the way out', async () => {
    const far = join(lab.dataFolder(), ...Array<string>(24).fill('d'.repeat(200)));
    const engine = lab.engine(far);
    for (const failure of [
      await engine.refused('workspace.open', tiny),
      await engine.refused('progress.read', {}),
      await engine.refused('history.list', tiny),
    ]) {
      expect(failure.code).toBe('bad-input');
      expect(failure.fix?.en).toContain('XDG_DATA_HOME');
    }
  });
  it('a folder that is a file is a failure with the way out', async () => {
    await lab.write(`${lab.dataFolder()}/work`, 'not a folder');
    const failure = await lab.engine().refused('workspace.open', tiny);
    expect(failure.code).toBe('bad-input');
    expect(failure.fix).toBeDefined();
  });
});

describe('the solution', () => {
  it('comes beside the learner’s files and never over them', async () => {
    const engine = lab.engine();
    await engine.call('workspace.save', save('int mine;'));
    const { files } = await engine.call('workspace.solution', tiny);
    expect(files.map(({ text, edited }) => [text, edited])).toEqual([
      [solution, true],
      ['#define MAX 4\n', false],
      ['#define GIVEN\n', false],
    ]);
    expect(await readFile(lab.workFile(main), 'utf8')).toBe('int mine;');
  });
});
