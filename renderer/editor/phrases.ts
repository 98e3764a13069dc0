import type { Language } from '../../app/contract/index.ts';

/** CodeMirror's own words, and those of its search, completion, lint, folds, merge view and language client. */
const ja: Readonly<Record<string, string>> = {
  // @codemirror/view, commands
  'Control character': '制御文字',
  close: '閉じる',
  'Selection deleted': '選択範囲を削除しました',
  // @codemirror/language
  'Folded lines': '折りたたんだ行:',
  'Unfolded lines': '展開した行:',
  'folded code': '折りたたまれたコード',
  unfold: '展開',
  to: '〜',
  'Fold line': '行を折りたたむ',
  'Unfold line': '行を展開',
  // @codemirror/search
  'Go to line': '行へ移動',
  go: '移動',
  Find: '検索',
  Replace: '置換',
  next: '次へ',
  previous: '前へ',
  all: 'すべて選択',
  'match case': '大文字と小文字を区別',
  regexp: '正規表現',
  'by word': '単語単位',
  replace: '置換',
  'replace all': 'すべて置換',
  'current match': '現在の一致',
  'on line': '行番号',
  'replaced $ matches': '$ 件を置換しました',
  'replaced match on line $': '$ 行目の一致を置換しました',
  // @codemirror/autocomplete
  Completions: '補完候補',
  // @codemirror/lint
  Diagnostics: '問題',
  'No diagnostics': '問題はありません',
  // @codemirror/merge
  '$ unchanged lines': '変更のない $ 行',
  Accept: '取り込む',
  Reject: '取り込まない',
  'Revert this chunk': 'この部分を戻す',
  // @codemirror/lsp-client
  'New name': '新しい名前',
  rename: '名前を変更',
  'Reference list': '参照の一覧',
  'Find definition failed': '定義を探せませんでした',
  'Describing failed': '説明を取得できませんでした',
  'Rename request failed': '名前を変更できませんでした',
  'Signature request failed': '引数の情報を取得できませんでした',
  'Finding references failed': '参照を検索できませんでした',
};

/** For `EditorState.phrases`: CodeMirror speaks English by itself. */
export const editorPhrases = (language: Language): Readonly<Record<string, string>> =>
  language === 'ja' ? ja : {};
