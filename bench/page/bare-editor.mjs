/* An editor with the file's lines numbered and coloured, alone on its page: what typing costs without the lab. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { cpp } from '@codemirror/lang-cpp';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';

Object.assign(globalThis, {
  /** @param {string} doc */
  openBareEditor: (doc) => {
    document.body.style.margin = '0';
    return new EditorView({
      doc,
      parent: document.body,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        cpp(),
        syntaxHighlighting(defaultHighlightStyle),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        EditorView.theme({ '&': { height: '100vh' } }),
      ],
    });
  },
});
