const en = {
  verdicts: {
    ok: 'Everything is there.',
    limited: 'The lab works, with limits.',
    missing: 'Something is missing that the lab needs.',
  },
  groups: { missing: 'Missing', limited: 'Limited', ok: 'In order' },
  states: { missing: 'missing', limited: 'limited', ok: 'in order' },
  evidence: 'How this was seen',
  copy: 'Copy',
  run: 'Look again',
  running: 'Looking at this machine …',
  notAllowed: 'Root is not allowed yet, so what the kernel can do was not looked at.',
  allow: 'Allow root …',
  never: 'The doctor could not look.',
};
const ja: typeof en = {
  verdicts: {
    ok: 'すべてそろっています。',
    limited: 'ラボは動きますが、一部に制限があります。',
    missing: 'ラボに必要なものが足りません。',
  },
  groups: { missing: '不足', limited: '制限あり', ok: '問題なし' },
  states: { missing: '不足', limited: '制限あり', ok: '問題なし' },
  evidence: '確認した方法',
  copy: 'コピー',
  run: 'もう一度調べる',
  running: 'このマシンを調べています…',
  notAllowed: '管理者権限がまだ許可されていないため、カーネルの機能は調べていません。',
  allow: '管理者権限を許可する…',
  never: '調べられませんでした。',
};

/** The doctor's words. */
export const doctorWords = { en, ja };
