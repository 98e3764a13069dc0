import { fail, labFailure, type LabFailure, type Outcome } from '../../contract/index.ts';

/** The name of a system's refusal, `ENOSPC` say; undefined for an error that is none. */
export const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The failure that a file system's refusal is; undefined for an error that is none. */
const diskFailure = (path: string, error: unknown): LabFailure | undefined => {
  const detail = error instanceof Error ? error.message : '';
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return labFailure('disk-full', {
        thing: path,
        detail,
        fix: {
          en: `Free some space on the disk of ${path}, then save again. What you typed is still in the editor.`,
          ja: `${path} のあるディスクの空き容量を増やしてから、もう一度保存してください。入力した内容はエディターに残っています。`,
        },
      });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return labFailure('bad-input', {
        thing: path,
        detail,
        message: {
          en: `${path} cannot be used: the disk is read-only, or the folder belongs to somebody else.`,
          ja: `${path} を使えません。ディスクが読み取り専用か、フォルダーの持ち主が別のユーザーです。`,
        },
        fix: {
          en: 'Make it writable, or start the lab with XDG_DATA_HOME set to a folder that is. What you typed is still in the editor.',
          ja: '書き込めるようにするか、XDG_DATA_HOME に書き込めるフォルダーを指定してラボを起動してください。入力した内容はエディターに残っています。',
        },
      });
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ELOOP':
    case 'ENXIO':
      return labFailure('bad-input', {
        thing: path,
        detail,
        message: {
          en: `${path} cannot be used: something else stands in its place.`,
          ja: `${path} を使えません。その場所に別のものがあります。`,
        },
        fix: {
          en: 'Move away what is named below, then try again.',
          ja: '下に示されたものを別の場所に移してから、もう一度試してください。',
        },
      });
    case 'ENAMETOOLONG':
      return labFailure('bad-input', {
        thing: path,
        detail,
        message: {
          en: `${path} cannot be used: the path is too long for this system.`,
          ja: `${path} を使えません。パスが長すぎます。`,
        },
        fix: {
          en: 'Start the lab with XDG_DATA_HOME set to a folder with a shorter path.',
          ja: 'XDG_DATA_HOME にパスの短いフォルダーを指定してラボを起動してください。',
        },
      });
    default:
      return undefined;
  }
};

/** Runs a job that reads and writes below `path`; what the file system refuses becomes a failure with the way out. */
export const orDiskFailure = async <T>(path: string, job: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  try {
    return await job();
  } catch (error) {
    const failure = diskFailure(path, error);
    if (failure) return fail(failure);
    throw error;
  }
};

/** For `catch`: undefined where nothing is there; any other error is thrown on. */
export const undefinedIfMissing = (error: unknown): undefined => {
  if (errnoOf(error) === 'ENOENT') return undefined;
  throw error;
};

/** For `catch`: passes over that something is there already; any other error is thrown on. */
export const unlessThere = (error: unknown): undefined => {
  if (errnoOf(error) === 'EEXIST') return undefined;
  throw error;
};
