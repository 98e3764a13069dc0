import { labFailure, type LabFailure, type Privilege } from '../../contract/index.ts';
import type { Consent } from './consent.ts';
import type { HelperNews } from './helper-link.ts';
import type { LabChange } from './lab-state.ts';

/** Whether a start failed for a reason that asking again would not change; then only the learner has it asked again. */
export const isNo = ({ code }: LabFailure, consent: Consent): boolean =>
  code === 'elevation-refused' || (consent === 'asked' && code === 'not-privileged');

/** What news of the helper changes in the lab's state. */
export const afterNews = (news: HelperNews, privilege: Privilege, consent: Consent): LabChange => {
  switch (news.kind) {
    case 'starting':
      return { helper: 'starting' };
    case 'running':
      return { helper: 'running', way: news.way, failure: null, environments: [] };
    case 'gone':
      return {
        helper: 'gone',
        failure: labFailure('helper-gone', { thing: 'helper' }),
        environments: [],
      };
    case 'failed': {
      const no = privilege === 'granted' && isNo(news.failure, consent);
      return { helper: 'off', failure: news.failure, ...(no && { privilege: 'refused' }) };
    }
  }
};
