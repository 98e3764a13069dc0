import * as v from 'valibot';
import { ErrorCodes, ResponseError } from '#jsonrpc';
import type { CancellationToken } from '#jsonrpc';
import { fail } from '../contract/index.ts';
import type { CallContext, Contract, Outcome, Service } from '../contract/index.ts';
import type { Channel } from './channel.ts';
import { rpcConnection } from './connection.ts';
import { badInput } from './validate.ts';

type Handler = (input: unknown, context: CallContext) => Promise<Outcome<unknown>>;

const bug = (error: unknown): ResponseError<string | undefined> =>
  error instanceof Error
    ? new ResponseError(ErrorCodes.InternalError, error.message, error.stack)
    : new ResponseError(ErrorCodes.InternalError, String(error));

/**
 * Answers one channel with a service until it closes. An input that does not fit its schema is answered as a
 * `bad-input` failure; a handler that throws is a bug, and its caller's promise is rejected. When the channel closes, the
 * handlers under way are aborted and the events unsubscribed; `closed` does not wait for those handlers to end.
 */
export const serve = <C extends Contract>(
  contract: C,
  service: Service<C>,
  channel: Channel,
): { closed: Promise<void> } => {
  const handlers = service.handlers as Readonly<Record<string, Handler>>;
  const underWay = new Set<AbortController>();

  const answer = async (
    name: string,
    input: unknown,
    token: CancellationToken,
  ): Promise<Outcome<unknown>> => {
    const call = Object.hasOwn(contract.calls, name) ? contract.calls[name] : undefined;
    const handler = handlers[name];
    if (!call || !handler) throw new ResponseError(ErrorCodes.MethodNotFound, `There is no call ${name}.`);
    const controller = new AbortController();
    const abort = () => {
      controller.abort();
    };
    underWay.add(controller);
    token.onCancellationRequested(abort);
    if (token.isCancellationRequested) abort();
    try {
      const parsed = v.safeParse(call.input, input);
      return parsed.success
        ? await handler(parsed.output, { signal: controller.signal })
        : fail(badInput(name, parsed.issues));
    } catch (error) {
      throw bug(error);
    } finally {
      underWay.delete(controller);
    }
  };

  const connection = rpcConnection(channel, () => undefined);
  connection.onRequest(answer);
  const unsubscribe = service.subscribe((name, event) => {
    channel.send({ jsonrpc: '2.0', method: name, params: event });
  });
  const closed = new Promise<void>((resolve) => {
    channel.onClose(() => {
      connection.dispose();
      for (const controller of underWay) controller.abort();
      unsubscribe();
      resolve();
    });
  });
  connection.listen();
  return { closed };
};
