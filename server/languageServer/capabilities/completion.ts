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
import { nextTags } from "../../core/ide/nextTags";
import { tracePlaceAt } from "../../core/ide/place";
import type { Services } from "../services";
import { blockSnippet, escapeSnippet } from "../../core/ide/snippets";

/** A tag or a header that is being written: as much of the line as matters lies before the cursor. */
const tagBegun = /<(\/?)([A-Za-z_][\w.:-]*)?$/;
const headerBegun = /^@([a-z_]*)$/;
/** No tag name is longer. */
const lookBack = 100;

/** After `<` the tags that may come next and the closers of those that are open; after `@` at a line's start the headers. */
export function completion(services: Services): ServerCapabilities {
  services.connection.onCompletion(({ textDocument, position }, token) =>
    services.answer<CompletionItem[]>("Completion", textDocument.uri, token, [], async (document) => {
      const file = await services.audits.file(document);
      const offset = document.offsetAt(position);
      // In a JSON string a tag's line ends would have to be escaped; people write traces elsewhere.
      if (file.format.container !== "trace") return [];
      const { text } = file;
      const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
      const before = text.slice(Math.max(lineStart, offset - lookBack), offset);
      const after = text.slice(offset, offset + lookBack);
      const rangeFrom = (start: number, rest: RegExp): Range =>
        document.rangeOf({ start, end: offset + (rest.exec(after)?.[0].length ?? 0) });

      const header = headerBegun.exec(before);
      if (header !== null && offset - before.length === lineStart) {
        return headerItems(rangeFrom(lineStart, /^[a-z_]*/), services.client.snippets);
      }
      const tag = tagBegun.exec(before);
      if (tag === null) return [];
      const start = offset - tag[0].length;
      const place = tracePlaceAt(file, start);
      if (place === undefined) return [];
      const { profile } = place.sample;
      const written = file.auditor.parserOf(profile)(place.part.text.slice(0, place.offset));
      const { openers, closers } = nextTags(written, profile);
      // An editor may have put the `>` there already.
      const range = rangeFrom(start, /^[\w.:-]*>?/);
      const closerItems = closers.map((name) => closerItem(name, range, profile));
      if (tag[1] === "/") return sorted(closerItems);
      return sorted([
        ...openers.map((name) => openerItem(name, range, profile, services.client.snippets)),
        ...closerItems,
      ]);
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

/** Keeps the order: editors sort by text otherwise. */
function sorted(items: readonly CompletionItem[]): CompletionItem[] {
  return items.map((item, i) => ({ ...item, sortText: String(i).padStart(3, "0"), preselect: i === 0 }));
}
