import * as v from 'valibot';
import type { Transport } from '@codemirror/lsp-client';
import type { JsonObject } from '../../app/contract/index.ts';
import type { LanguageSession } from '../state/language.svelte.ts';

const Message = v.record(v.string(), v.unknown());

/** Asked in passing while the learner types and points: an error in answer is nobody's concern, and means nothing found. */
const inPassing: readonly unknown[] = [
  'textDocument/completion',
  'textDocument/hover',
  'textDocument/signatureHelp',
];

/**
 * A session as lsp-client wants it. When clangd ends, what is still asked is answered with nothing, since the client would
 * otherwise wait, and then tell of each question.
 */
export const transportOf = (session: LanguageSession): Transport => {
  const handlers = new Set<(message: string) => void>();
  const methods = new Map<unknown, unknown>();
  const deliver = (message: JsonObject): void => {
    for (const handler of handlers) handler(JSON.stringify(message));
  };
  const answer = (id: unknown, result: unknown): void => {
    deliver({ jsonrpc: '2.0', id, result });
  };

  const hear = (message: JsonObject): void => {
    if ('method' in message) {
      deliver(message);
      return;
    }
    const method = methods.get(message.id);
    methods.delete(message.id);
    if (message.error !== undefined && inPassing.includes(method)) answer(message.id, null);
    else deliver(message);
  };
  const end = (): void => {
    for (const [id, method] of methods) answer(id, method === 'initialize' ? { capabilities: {} } : null);
    methods.clear();
  };

  return {
    send: (text) => {
      const message = v.parse(Message, JSON.parse(text));
      if (message.id !== undefined && message.method !== undefined) methods.set(message.id, message.method);
      session.send(message);
    },
    subscribe: (handler) => {
      handlers.add(handler);
      session.listen(hear, end);
    },
    unsubscribe: (handler) => {
      handlers.delete(handler);
    },
  };
};
