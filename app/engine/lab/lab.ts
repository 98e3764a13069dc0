import {
  fail,
  labFailure,
  succeed,
  type Handlers,
  type LabContract,
  type LabFailure,
  type LabState,
  type Outcome,
} from '../../contract/index.ts';
import type { ElevationWay } from '../../helper/elevate/index.ts';
import { createTurns } from '../turns.ts';
import { afterNews, isNo } from './after-news.ts';
import type { Consent, ConsentStore } from './consent.ts';
import { createHelperLink, type HelperLink, type Verb } from './helper-link.ts';
import { environmentsAfter } from './known-environments.ts';
import { createLabState } from './lab-state.ts';
import { refusedDeed } from './refused-deed.ts';

type LabCall = Extract<keyof LabContract['calls'], `lab.${string}`>;

/** The root side as the engine may use it: what the learner has allowed, and what became of it. */
export interface Lab {
  /** Refuses every verb with `not-allowed` until root is allowed. */
  readonly helper: HelperLink;
  readonly handlers: Pick<Handlers<LabContract>, LabCall>;
  readonly state: () => LabState;
  /** Ends the helper and all that the lab made. */
  readonly dispose: () => Promise<void>;
}

interface Options {
  readonly helperPath: string;
  readonly interpreter?: string | null;
  readonly ways?: readonly ElevationWay[] | undefined;
  readonly consent: Consent;
  readonly store: ConsentStore;
  readonly changed: (state: LabState) => void;
}

/** Puts the learner's word in front of the helper. Nothing is started before it is given. */
export const createLab = ({ helperPath, interpreter, ways, consent, store, changed }: Options): Lab => {
  const state = createLabState(consent === 'given' || store.kept() ? 'granted' : 'unasked', changed);
  const inTurn = createTurns();
  /** The question that is open: a later word of the learner makes another, and the answer to the old counts no more. */
  let question = {};
  let allowing: Promise<Outcome<LabState>> | undefined;

  const link = createHelperLink({
    helperPath,
    interpreter,
    ways,
    onNews: (news) => {
      state.change(afterNews(news, state.current().privilege, consent));
    },
  });

  const mayNot = (verb: Verb): LabFailure | null => {
    const { privilege, failure } = state.current();
    if (privilege === 'granted') return null;
    // Who gave their word by starting the lab has no other way to give it: what the system said helps more.
    if (consent === 'given' && failure) return failure;
    return labFailure('not-allowed', {
      thing: verb,
      message: refusedDeed(verb),
      detail: failure?.detail ?? '',
    });
  };

  const allow = async (): Promise<Outcome<LabState>> => {
    const asked = (question = {});
    const overtaken = () => question !== asked;
    const { privilege: before } = state.current();
    state.change({ privilege: before === 'granted' ? before : 'asking', failure: null });
    const started = await link.start();
    if (overtaken()) return fail(labFailure('cancelled', { thing: 'lab.allow' }));
    if (!started.ok) {
      const { failure } = started;
      state.change({ privilege: isNo(failure, 'asked') ? 'refused' : before, failure });
      return started;
    }
    // On a disk that takes nothing the word holds as long as this lab: the learner is asked again at the next start.
    await inTurn(store.keep);
    if (overtaken()) return fail(labFailure('cancelled', { thing: 'lab.allow' }));
    state.change({ privilege: 'granted', failure: null });
    return succeed(state.current());
  };

  const refuse = async (): Promise<Outcome<LabState>> => {
    const said = (question = {});
    allowing = undefined;
    state.change({ privilege: 'refused', failure: null, way: null });
    const [forgotten] = await Promise.all([inTurn(store.forget), link.end()]);
    if (question === said) state.change({ helper: 'off', environments: [] });
    return forgotten.ok ? succeed(state.current()) : forgotten;
  };

  /** Two pages that allow at once are asked once. */
  const allowOnce = (): Promise<Outcome<LabState>> => {
    const answer = allow().finally(() => {
      if (allowing === answer) allowing = undefined;
    });
    return answer;
  };

  return {
    helper: {
      inTurn: link.inTurn,
      on: link.on,
      startUnasked: () => {
        if (mayNot('helper.hello') === null) link.startUnasked();
      },
      call: async (verb, input, context) => {
        const refusal = mayNot(verb);
        if (refusal) return fail(refusal);
        const outcome = await link.call(verb, input, context);
        const { environments } = state.current();
        state.change({ environments: environmentsAfter(environments, verb, input, outcome) });
        return outcome;
      },
    },
    handlers: {
      'lab.read': () => Promise.resolve(succeed(state.current())),
      'lab.allow': () => (allowing ??= allowOnce()),
      'lab.refuse': refuse,
    },
    state: state.current,
    dispose: link.dispose,
  };
};
