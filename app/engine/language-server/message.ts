import * as v from 'valibot';
import type { Message } from 'vscode-jsonrpc/node';
import { fail, labFailure, succeed, type JsonObject, type Outcome } from '../../contract/index.ts';

/** More than any file a learner edits, twice over. */
export const largestMessageBytes = 16 * 1024 * 1024;

const Id = v.union([v.string(), v.number(), v.null()]);
const version = v.literal('2.0');
/** What JSON-RPC 2.0 allows one side to send: a request or notification, or an answer. */
const JsonRpc = v.union([
  v.looseObject({
    jsonrpc: version,
    method: v.string(),
    id: v.optional(Id),
    params: v.optional(v.union([v.record(v.string(), v.unknown()), v.array(v.unknown())])),
  }),
  v.looseObject({ jsonrpc: version, id: Id, result: v.unknown() }),
  v.looseObject({
    jsonrpc: version,
    id: Id,
    error: v.looseObject({ code: v.number(), message: v.string() }),
  }),
]);

/** The bytes of a message as the language server protocol frames it (section Base Protocol), or why it is none. */
export const frameMessage = (message: JsonObject): Outcome<Buffer> => {
  if (!v.is(JsonRpc, message)) {
    return refused({ en: 'This is not a JSON-RPC message.', ja: 'JSON-RPC のメッセージではありません。' });
  }
  const body = Buffer.from(JSON.stringify(message));
  if (body.length > largestMessageBytes) {
    return refused({
      en: `A message of ${body.length} bytes is too large for clangd.`,
      ja: `${body.length} バイトのメッセージは、clangd には大きすぎます。`,
    });
  }
  return succeed(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
};

/** What came from clangd, as the contract carries it. */
export const asJsonObject = (message: Message): JsonObject => ({ ...message });

const refused = (message: { en: string; ja: string }): Outcome<never> =>
  fail(labFailure('bad-input', { thing: 'language.send', message }));
