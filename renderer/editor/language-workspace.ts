import { LSPPlugin, Workspace } from '@codemirror/lsp-client';
import type { LSPClient, WorkspaceFile } from '@codemirror/lsp-client';
import type { Text, TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

interface SharedFile extends WorkspaceFile {
  view: EditorView | null;
}

/** Changes a file that is not in the view now. */
export type UpdateHidden = (uri: string, update: TransactionSpec) => void;

/**
 * The files that one view has shown in turn. clangd keeps all of them open, so that what is typed in a header counts in
 * the file that includes it, and the errors of each stay known.
 */
export class ViewWorkspace extends Workspace {
  override files: SharedFile[] = [];

  constructor(
    client: LSPClient,
    private readonly updateHidden: UpdateHidden,
  ) {
    super(client);
  }

  override syncFiles() {
    return this.files.flatMap((file) => {
      const plugin = file.view && LSPPlugin.get(file.view);
      if (!file.view || !plugin || plugin.unsyncedChanges.empty) return [];
      const update = { file, prevDoc: file.doc, changes: plugin.unsyncedChanges };
      file.doc = file.view.state.doc;
      file.version += 1;
      plugin.clear();
      return [update];
    });
  }

  override openFile(uri: string, languageId: string, view: EditorView): void {
    const known = this.files.find((file) => file.uri === uri);
    if (known) {
      known.view = view;
      this.#replace(known, view.state.doc);
      return;
    }
    const file: SharedFile = {
      uri,
      languageId,
      version: 0,
      doc: view.state.doc,
      view,
      getView: () => file.view,
    };
    this.files.push(file);
    this.client.didOpen(file);
  }

  override closeFile(uri: string, view: EditorView): void {
    const file = this.files.find((one) => one.uri === uri);
    if (file?.view !== view) return;
    file.view = null;
    this.#replace(file, view.state.doc);
  }

  override updateFile(uri: string, update: TransactionSpec): void {
    const view = this.getFile(uri)?.getView();
    if (view) view.dispatch(update);
    else this.updateHidden(uri, update);
  }

  #replace(file: SharedFile, doc: Text): void {
    if (file.doc.eq(doc)) return;
    file.doc = doc;
    file.version += 1;
    this.client.notification('textDocument/didChange', {
      textDocument: { uri: file.uri, version: file.version },
      contentChanges: [{ text: doc.toString() }],
    });
  }
}
