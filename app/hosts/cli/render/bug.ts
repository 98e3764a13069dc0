import type { Language } from '../../../contract/index.ts';

/** An unexpected error for people: one sentence and where to say it; the stack only where it was asked for. */
export const renderBug = (error: unknown, language: Language, withStack: boolean): string => {
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const sentence = {
    en:
      `This is a mistake in XDP Lab, not in your program: ${said}\n` +
      'Way out: report it with the command line you ran and the output of xdp-lab doctor (CONTRIBUTING.md says where); XDP_LAB_DEBUG=1 shows the details.\n',
    ja:
      `あなたのプログラムではなく、XDP Lab の不具合です: ${said}\n` +
      '対処: 実行したコマンドと xdp-lab doctor の出力を添えて報告してください(報告先は CONTRIBUTING.md)。XDP_LAB_DEBUG=1 で詳細が表示されます。\n',
  };
  return sentence[language] + (withStack ? stackOf(error) : '');
};

const stackOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const cause =
    typeof error.cause === 'string'
      ? `${error.cause}
`
      : stackOf(error.cause);
  return `${error.stack ?? error.message}
${cause}`;
};
