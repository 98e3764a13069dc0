import { cppLanguage } from '@codemirror/lang-cpp';
import { classHighlighter, highlightCode } from '@lezer/highlight';

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);

/** C as HTML, in the colours of the editor. */
export const highlightC = (code: string): string => {
  let html = '';
  highlightCode(
    code,
    cppLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) => {
      html += classes ? `<span class="${classes}">${escape(text)}</span>` : escape(text);
    },
    () => {
      html += '\n';
    },
  );
  return html;
};
