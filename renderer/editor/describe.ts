import { LSPPlugin } from '@codemirror/lsp-client';
import { StateEffect, StateField } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, showTooltip } from '@codemirror/view';
import type { Tooltip } from '@codemirror/view';
import * as v from 'valibot';

// Language Server Protocol 3.17: section Hover Request.
const Hover = v.object({
  contents: v.object({ kind: v.picklist(['markdown', 'plaintext']), value: v.string() }),
});

const setDescription = StateEffect.define<Tooltip>();

/** Shows what `describe` asks for, until the cursor moves or something is typed. */
export const descriptions: Extension = StateField.define<Tooltip | null>({
  create: () => null,
  update: (tooltip, { effects, docChanged, selection }) => {
    const set = effects.find((effect) => effect.is(setDescription));
    if (set) return set.value;
    return docChanged || selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** What pointing at the cursor would show, for whoever has no pointer; it is also read out. */
export const describe = async (view: EditorView): Promise<void> => {
  const plugin = LSPPlugin.get(view);
  if (!plugin) return;
  plugin.client.sync();
  const pos = view.state.selection.main.head;
  const { doc } = view.state;
  const answer: unknown = await plugin.client
    .request('textDocument/hover', { textDocument: { uri: plugin.uri }, position: plugin.toPosition(pos) })
    .catch((error: unknown) => {
      plugin.reportError('Describing failed', error);
    });
  const hover = v.safeParse(Hover, answer);
  // An answer for another place would only be in the way.
  if (!hover.success || view.state.doc !== doc || view.state.selection.main.head !== pos) return;
  const { contents } = hover.output;
  const create = (): { dom: HTMLElement } => {
    const dom = document.createElement('div');
    dom.className = 'cm-lsp-documentation';
    dom.innerHTML = plugin.docToHTML(contents);
    return { dom };
  };
  const said = create().dom.textContent;
  view.dispatch({
    effects: [setDescription.of({ pos, above: true, create }), EditorView.announce.of(said)],
  });
};
