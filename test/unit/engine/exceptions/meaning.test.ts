import { expect, it } from 'vitest';
import type { ExceptionGroupSeen } from '../../../../app/contract/index.ts';
import { errnoName, explainGroup } from '../../../../app/engine/exceptions/meaning.ts';

const group = (own: Partial<ExceptionGroupSeen>): ExceptionGroupSeen => ({
  ...{ group: 0, event: 'xdp_exception', programId: 7, program: 'p', environment: 'veth-x', count: 1 },
  ...{ action: 0, interfaceIndex: 3, interface: 'veth-x', redirect: null },
  ...own,
});
const redirect = (errno: number) =>
  group({
    event: 'xdp_redirect_err',
    action: 4,
    redirect: { errno, interfaceIndex: 9, mapId: 0, mapIndex: 0 },
  });

it.each([
  [group({}), 'XDP_ABORTED', 'returned XDP_ABORTED', 'XDP_ABORTED を返しました'],
  [group({ action: 17 }), '17', 'returned 17, which is no XDP action', '返した 17 は'],
  [group({ action: 3 }), 'XDP_TX', 'other end needs an XDP program', '反対側にも native モード'],
  [group({ action: 4 }), 'XDP_REDIRECT', 'could not hand it over', '渡せませんでした'],
  [group({ action: 2 }), 'XDP_PASS', 'could not do what XDP_PASS asks for', 'XDP_PASS を実行できません'],
  [group({ action: null }), '…', 'counted together', 'まとめて数えています'],
  [redirect(22), 'XDP_REDIRECT', 'EINVAL: the packet is lost. There is no such target', '転送先がありません'],
  [redirect(100), 'XDP_REDIRECT', 'ENETDOWN', '停止しています'],
  [redirect(999), 'XDP_REDIRECT', 'errno 999', 'この番号だけです'],
])('what %o means', (seen, actionName, en, ja) => {
  const explained = explainGroup(seen);
  expect(explained.actionName).toBe(actionName);
  expect(explained.meaning.en).toContain(en);
  expect(explained.meaning.ja).toContain(ja);
});

it('an error has its name where there is one', () => {
  expect(errnoName(6)).toBe('ENXIO');
  expect(errnoName(3999)).toBe('errno 3999');
});
