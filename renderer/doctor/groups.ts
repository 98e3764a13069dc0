import type { DoctorReport } from '../../app/contract/index.ts';

type Finding = DoctorReport['findings'][number];
export type FindingState = Finding['state'];

const worstFirst: readonly FindingState[] = ['missing', 'limited', 'ok'];

/** Glyph and tone of each state. */
export const findingLooks: Readonly<Record<FindingState, { readonly glyph: string; readonly tone: string }>> =
  {
    missing: { glyph: '✕', tone: 'fail' },
    limited: { glyph: '!', tone: 'warn' },
    ok: { glyph: '✓', tone: 'pass' },
  };

/** The findings by their state, worst first; states that nothing is in are left out. */
export const groupsOf = ({ findings }: DoctorReport): { state: FindingState; findings: Finding[] }[] =>
  worstFirst
    .map((state) => ({ state, findings: findings.filter((finding) => finding.state === state) }))
    .filter((group) => group.findings.length > 0);
