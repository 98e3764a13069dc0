import * as v from 'valibot';

/** A JSON-RPC message of another protocol, carried through as it is. */
export const JsonObject = v.record(v.string(), v.unknown());
export type JsonObject = v.InferOutput<typeof JsonObject>;
