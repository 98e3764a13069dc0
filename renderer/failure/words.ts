const en = {
  remedies: { allow: 'Allow …', again: 'Try again', doctor: 'Open the doctor' },
  askAgain: 'Ask again …',
  startAgain: 'Start again',
  said: 'What was said, word for word',
  dismiss: 'Dismiss',
  lost: 'The connection to the lab is lost; what you type stays here.',
  connecting: 'Connecting again …',
  inSeconds: (n: number) => `Next try in ${String(n)} s.`,
  tryNow: 'Try now',
  shutOut:
    'The lab was started again and does not know this page any more. Open the address that it printed; copy what is not saved first.',
};
const ja: typeof en = {
  remedies: { allow: '許可する…', again: 'もう一度試す', doctor: '診断を開く' },
  askAgain: 'もう一度求める…',
  startAgain: 'もう一度起動する',
  said: '出力の全文',
  dismiss: '閉じる',
  lost: 'ラボとの接続が切れました。入力した内容はこのまま残ります。',
  connecting: '接続し直しています…',
  inSeconds: (n) => `次の接続まで ${String(n)} 秒。`,
  tryNow: '今すぐ接続',
  shutOut:
    'ラボが起動し直され、このページは使えなくなりました。ラボが表示したアドレスを開いてください。未保存のコードは先にコピーしてください。',
};

/** What the banners say. */
export const failureWords = { en, ja };
