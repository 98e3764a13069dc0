import type { LabContract, Service } from '../../contract/index.ts';
import type { Engine } from '../../engine/index.ts';

/** The engines behind the connections, one for each browser profile. */
export interface EngineRoom {
  /** The service of a profile's engine, which is made for the first connection; `leave` when the connection has closed. */
  readonly enter: (profile: string) => { readonly service: Service<LabContract>; readonly leave: () => void };
  /** Ends every engine, and waits for it. */
  readonly dispose: () => Promise<void>;
}

/** How long an engine waits for its page to come back: a reload takes a second, a laptop's lid a little longer. */
const graceMs = 60_000;

interface Tenancy {
  readonly engine: Engine;
  connections: number;
  leaving?: NodeJS.Timeout;
}

/** Makes engines when they are needed, and ends each 60 s after its last connection closed. */
export const createEngineRoom = (createEngine: () => Engine): EngineRoom => {
  const tenancies = new Map<string, Tenancy>();
  const endings = new Set<Promise<void>>();

  const end = (profile: string, { engine, leaving }: Tenancy): void => {
    clearTimeout(leaving);
    tenancies.delete(profile);
    const ending = engine.dispose().finally(() => endings.delete(ending));
    endings.add(ending);
  };

  return {
    enter: (profile) => {
      const tenancy = tenancies.get(profile) ?? { engine: createEngine(), connections: 0 };
      tenancies.set(profile, tenancy);
      clearTimeout(tenancy.leaving);
      tenancy.connections += 1;
      return {
        service: tenancy.engine.service,
        leave: () => {
          tenancy.connections -= 1;
          if (tenancy.connections > 0 || tenancies.get(profile) !== tenancy) return;
          tenancy.leaving = setTimeout(() => {
            end(profile, tenancy);
          }, graceMs);
        },
      };
    },
    dispose: async () => {
      for (const [profile, tenancy] of tenancies) end(profile, tenancy);
      await Promise.all(endings);
    },
  };
};
