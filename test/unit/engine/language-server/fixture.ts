import {
  succeed,
  type Emit,
  type JsonObject,
  type LabContract,
  type OutputOf,
  type Outcome,
} from '../../../../app/contract/index.ts';
import {
  languageHandlers,
  type OpenedFiles,
} from '../../../../app/engine/language-server/language-handlers.ts';
import { findRoot } from '../../../../app/engine/root.ts';

export const context = { signal: new AbortController().signal };
export const key = { lesson: 'packet01-parsing', assignment: 'ipv6-header' };

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.message.en);
  return outcome.value;
};

type Started = OutputOf<LabContract, 'language.start'>;

/** An editor as far as clangd can tell. */
export interface Editor extends Started {
  readonly request: (method: string, params: object) => Promise<unknown>;
  readonly notify: (method: string, params: object) => Promise<void>;
  /** The first notification of that method, past or to come, that fits. */
  readonly heard: (method: string, fits?: (params: unknown) => boolean) => Promise<unknown>;
  readonly didOpen: (uri: string, text: string) => Promise<void>;
}

/** Language servers in front of a test, on these files; they end with it. */
export const languageLab = (opened: OpenedFiles, tool?: string) => {
  const messages: { session: string; message: JsonObject }[] = [];
  const endings: { session: string; detail: string }[] = [];
  const waiting = new Set<() => void>();
  const emit: Emit<LabContract> = (name, event) => {
    if (name === 'language.message') messages.push(event as (typeof messages)[number]);
    else endings.push(event as (typeof endings)[number]);
    for (const look of [...waiting]) look();
  };
  const handlers = languageHandlers({
    root: findRoot(),
    emit,
    openFiles: () => Promise.resolve(succeed(opened)),
    ...(tool !== undefined && { tool }),
  });
  disposals.push(handlers.dispose);

  const first = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });

  const start = async (): Promise<Editor> => {
    const started = valueOf(await handlers['language.start'](key, context));
    const { session } = started;
    let lastId = 0;
    const send = async (message: JsonObject): Promise<void> => {
      valueOf(await handlers['language.send']({ session, message: { jsonrpc: '2.0', ...message } }, context));
    };
    const message = (fits: (message: JsonObject) => boolean): Promise<JsonObject> =>
      first(() => messages.find((one) => one.session === session && fits(one.message))?.message);
    const editor: Editor = {
      ...started,
      request: async (method, params) => {
        lastId += 1;
        const id = lastId;
        await send({ id, method, params });
        return (await message((answer) => answer.id === id)).result;
      },
      notify: (method, params) => send({ method, params }),
      heard: async (method, fits = () => true) =>
        (await message((said) => said.method === method && fits(said.params))).params,
      didOpen: (uri, text) =>
        send({
          method: 'textDocument/didOpen',
          params: { textDocument: { uri, languageId: 'c', version: 1, text } },
        }),
    };
    await editor.request('initialize', { processId: null, rootUri: started.rootUri, capabilities: {} });
    await editor.notify('initialized', {});
    return editor;
  };

  return { handlers, endings, start, ended: () => first(() => endings[0]) };
};

const disposals: (() => Promise<void>)[] = [];

/** Ends the language servers of a test; for its `afterEach`. */
export const endLanguageLabs = async (): Promise<void> => {
  await Promise.all(disposals.splice(0).map((dispose) => dispose()));
};
