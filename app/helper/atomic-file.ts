import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** Writes a JSON file that a reader sees whole or not at all. Synchronous: it must be there before the next thing is made. */
export const writeJson = (path: string, value: unknown): void => {
  const half = `${path}.${process.pid}.half`;
  try {
    writeFileSync(half, JSON.stringify(value), { mode: 0o600 });
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
};

/** Reads what {@link writeJson} wrote. Undefined where it is missing or of another version's shape. */
export const readJson = <Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return parsed.success ? parsed.output : undefined;
};
