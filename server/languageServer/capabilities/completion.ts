import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Range,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { Profile } from "../../core/model/profile";
import { type Header } from "../../core/records/traceFile/headers";
import { describeTag } from "../../core/views/describe";
import { headerTexts } from "../../core/views/headerTexts";
import { choiceAt } from "../../core/ide/choice";
import type { Services } from "../services";
import { shownCompletion } from "../shown";
import { blockSnippet, escapeSnippet } from "../../core/ide/snippets";

/**
 * After `<`, the tags that may come next and the closers of those that are open; after `@` at the start of a line, the
 * headers.
 */
export function completion(services: Services): ServerCapabilities {
  services.connection.onCompletion(({ textDocument, position }, token) =>
    services.answer<CompletionItem[]>("Completion", textDocument.uri, token, [], async (document) => {
      const file = await services.audits.file(document);
      const offset = document.offsetAt(position);
      const choice = choiceAt(file, offset);
      if (choice === undefined) return [];
      const range = document.rangeOf(choice.span);
      const { snippets } = services.client;
      const items =
        choice.kind === "header"
          ? headerItems(range, snippets)
          : sorted([
              ...choice.openers.map((name) => openerItem(name, range, choice.profile, snippets)),
              ...choice.closers.map((name) => closerItem(name, range, choice.profile)),
            ]);
      return items.map(shownCompletion);
    }),
  );
  return { completionProvider: { triggerCharacters: ["<", "/", "@"] } };
}

function openerItem(name: string, range: Range, profile: Profile, snippets: boolean): CompletionItem {
  return {
    label: `<${name}>`,
    kind: CompletionItemKind.Property,
    documentation: { kind: MarkupKind.Markdown, value: describeTag(profile, name) },
    filterText: `<${name}>`,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: snippets ? blockSnippet(profile, name) : `<${name}>` },
  };
}

function closerItem(name: string, range: Range, profile: Profile): CompletionItem {
  return {
    label: `</${name}>`,
    kind: CompletionItemKind.Property,
    documentation: { kind: MarkupKind.Markdown, value: describeTag(profile, name) },
    filterText: `</${name}>`,
    textEdit: { range, newText: `</${name}>` },
  };
}

function headerItems(range: Range, snippets: boolean): CompletionItem[] {
  const names = Object.keys(headerTexts) as Header["name"][];
  return sorted(
    names.map((name) => ({
      label: `@${name}`,
      kind: CompletionItemKind.Keyword,
      documentation: { kind: MarkupKind.Markdown, value: headerTexts[name] },
      filterText: `@${name}`,
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: {
        range,
        newText: snippets ? (name === "sample" ? "@sample id=$0" : `${escapeSnippet(`@${name}`)}\n$0`) : `@${name}`,
      },
    })),
  );
}

/** Keeps the order: editors otherwise sort by text. */
function sorted(items: readonly CompletionItem[]): CompletionItem[] {
  return items.map((item, i) => ({ ...item, sortText: String(i).padStart(3, "0"), preselect: i === 0 }));
}
