import {
  hoverTooltips,
  LSPClient,
  LSPPlugin,
  renameSymbol,
  serverCompletion,
  signatureHelp,
} from '@codemirror/lsp-client';
import type { Extension, Text, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import * as v from 'valibot';
import type { LanguageSession } from '../state/language.svelte.ts';
import { describe, descriptions } from './describe.ts';
import { cleanHtml } from './clean-html.ts';
import { transportOf } from './language-transport.ts';
import { ViewWorkspace } from './language-workspace.ts';
import type { Place, Problem, Severity } from './problems.ts';

/** What clangd leads to, outside of the language protocol. */
export interface LanguageHooks {
  readonly diagnosed: (path: string, problems: readonly Problem[]) => void;
  readonly goTo: (place: Place) => void;
  /** A definition in a file that is none of the assignment's. */
  readonly outside: (file: string, line: number) => void;
  /** Changes a file that is not in the view now. */
  readonly update: (path: string, update: TransactionSpec) => void;
}

/** What the editor can ask of clangd. */
export interface LanguageClient {
  /** Connects the view that shows this file; nothing for a file clangd does not know. */
  readonly extension: (path: string) => Extension;
  readonly goToDefinition: (view: EditorView) => void;
  readonly rename: (view: EditorView) => void;
  /** Shows the type and the comment of what is at the cursor. */
  readonly describe: (view: EditorView) => void;
  readonly dispose: () => void;
}

// Language Server Protocol 3.17: sections Position, Range, Location, Diagnostic.
const Position = v.object({ line: v.number(), character: v.number() });
const Range = v.object({ start: Position, end: Position });
const Locations = v.array(v.object({ uri: v.string(), range: Range }));
const Published = v.object({
  uri: v.string(),
  version: v.optional(v.number()),
  diagnostics: v.array(
    v.object({ range: Range, severity: v.optional(v.picklist([1, 2, 3, 4]), 1), message: v.string() }),
  ),
});
const severities: Readonly<Record<1 | 2 | 3 | 4, Severity>> = {
  1: 'error',
  2: 'warning',
  3: 'info',
  4: 'hint',
};

/** How long the typing pauses before clangd hears of it, where nothing is asked before; clangd waits a little itself. */
const quietMs = 150;
/** clangd's first answer waits for the headers; a slow machine needs its time. */
const timeoutMs = 60_000;

/** Tells clangd of what was typed, once the typing pauses. */
const syncWhenQuiet = (client: LSPClient) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
  };
  const extension = EditorView.updateListener.of(({ docChanged }) => {
    if (!docChanged) return;
    stop();
    timer = setTimeout(() => {
      client.sync();
    }, quietMs);
  });
  return { extension, stop };
};

/** A client for one session of clangd; it ends with the session. */
export const createLanguageClient = (session: LanguageSession, hooks: LanguageHooks): LanguageClient => {
  const pathOf = (uri: string): string | undefined =>
    Object.keys(session.documents).find((path) => session.documents[path] === uri);

  const published = (client: LSPClient, params: unknown): boolean => {
    const { uri, version, diagnostics } = v.parse(Published, params);
    const path = pathOf(uri);
    const file = client.workspace.getFile(uri);
    // Of an older text: what is said of the newer one comes as well.
    if (path === undefined || !file || (version !== undefined && version !== file.version)) return true;
    const now = currentPlaces(file.doc, file.getView());
    hooks.diagnosed(
      path,
      diagnostics.map(({ range, severity, message }) => ({
        path,
        ...now(range.start),
        end: now(range.end),
        // clangd adds this for editors that ask it for fixes.
        message: message.replace(/ \(fix(?:es)? available\)$/, ''),
        source: 'clangd',
        severity: severities[severity],
      })),
    );
    return true;
  };

  const client = new LSPClient({
    rootUri: session.rootUri,
    timeout: timeoutMs,
    sanitizeHTML: cleanHtml,
    workspace: (one) =>
      new ViewWorkspace(one, (uri, update) => {
        const path = pathOf(uri);
        if (path !== undefined) hooks.update(path, update);
      }),
    notificationHandlers: { 'textDocument/publishDiagnostics': published },
    extensions: [
      { clientCapabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } } },
      serverCompletion(),
      hoverTooltips(),
      signatureHelp(),
      [descriptions],
    ],
  });
  client.connect(transportOf(session));
  const quiet = syncWhenQuiet(client);

  const goToDefinition = async (view: EditorView): Promise<void> => {
    const plugin = LSPPlugin.get(view);
    if (!plugin) return;
    client.sync();
    const answer: unknown = await client
      .request('textDocument/definition', {
        textDocument: { uri: plugin.uri },
        position: plugin.toPosition(view.state.selection.main.head),
      })
      .catch((error: unknown) => {
        plugin.reportError('Find definition failed', error);
      });
    const found = v.safeParse(Locations, answer);
    const place = found.success ? found.output[0] : undefined;
    if (!place) return;
    const { line, character } = place.range.start;
    const path = pathOf(place.uri);
    if (path !== undefined) hooks.goTo({ path, line: line + 1, column: character + 1 });
    else hooks.outside(decodeURIComponent(new URL(place.uri).pathname), line + 1);
  };

  const onClick = EditorView.domEventHandlers({
    mousedown: (event, view) => {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (event.button !== 0 || !(event.ctrlKey || event.metaKey) || at === null) return false;
      view.dispatch({ selection: { anchor: at } });
      void goToDefinition(view);
      return true;
    },
  });

  return {
    extension: (path) => {
      const uri = session.documents[path];
      return uri === undefined ? [] : [client.plugin(uri, 'c'), quiet.extension, onClick];
    },
    goToDefinition: (view) => void goToDefinition(view),
    rename: renameSymbol,
    describe: (view) => void describe(view),
    dispose: () => {
      quiet.stop();
      client.disconnect();
    },
  };
};

/** Turns places in the text that clangd has into places in the text as it stands; lines and columns from 1. */
const currentPlaces = (synced: Text, view: EditorView | null) => {
  const plugin = view && LSPPlugin.get(view);
  return ({ line, character }: v.InferOutput<typeof Position>): { line: number; column: number } => {
    if (!plugin || plugin.unsyncedChanges.empty || line >= synced.lines)
      return { line: line + 1, column: character + 1 };
    const { from, to } = synced.line(line + 1);
    const at = plugin.unsyncedChanges.mapPos(Math.min(to, from + character), 1);
    const now = plugin.view.state.doc.lineAt(at);
    return { line: now.number, column: at - now.from + 1 };
  };
};
