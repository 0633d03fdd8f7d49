/**
 * Everything of ours that editors show. Each kind of thing that the protocol can show passes through here before it is
 * sent, whoever wrote the text: characters that do not print are made visible, texts have a maximum length, and no text
 * makes a link or draws an icon. test/architecture/shown.test.ts checks that every request uses its function.
 */
import type {
  CodeAction,
  CodeLens,
  Command,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InlayHint,
  MarkupContent,
} from "vscode-languageserver";
import { longestMessage, messageLine, printable, shortened, withoutMarkup } from "../core/text/printable";

/** A message in the editor's window, or an error's message. */
export function shownMessage(text: string): string {
  return withoutMarkup(shortened(text, longestMessage));
}

export function shownLens(lens: CodeLens): CodeLens {
  const { command } = lens;
  return command === undefined ? lens : { ...lens, command: shownCommand(command) };
}

function shownCommand(command: Command): Command {
  const { title, tooltip } = command;
  return {
    ...command,
    title: shownMessage(title),
    ...(tooltip === undefined ? {} : { tooltip: shownTooltip(tooltip) }),
  };
}

export function shownHint(hint: InlayHint): InlayHint {
  const { label, tooltip } = hint;
  return {
    ...hint,
    label: typeof label === "string" ? shownMessage(label) : label,
    ...(typeof tooltip === "string" ? { tooltip: shownTooltip(tooltip) } : {}),
  };
}

/**
 * Its Markdown is ours: the texts of others in it are escaped (`escapeMarkdown`), and here every character is made
 * printable.
 */
export function shownHover({ contents, ...others }: Hover & { readonly contents: MarkupContent }): Hover {
  return { ...others, contents: { kind: contents.kind, value: printable(contents.value) } };
}

export function shownCompletion(item: CompletionItem): CompletionItem {
  const { label, documentation } = item;
  return {
    ...item,
    label: shownMessage(label),
    ...(typeof documentation === "object"
      ? { documentation: { ...documentation, value: printable(documentation.value) } }
      : {}),
  };
}

export function shownDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { message, relatedInformation } = diagnostic;
  return {
    ...diagnostic,
    message: typeof message === "string" ? messageLine(message) : message,
    ...(relatedInformation === undefined
      ? {}
      : { relatedInformation: relatedInformation.map((each) => ({ ...each, message: messageLine(each.message) })) }),
  };
}

export function shownAction(action: CodeAction): CodeAction {
  const { title, command, edit } = action;
  const annotations = Object.entries(edit?.changeAnnotations ?? {}).map(([id, annotation]) => {
    const { label, description } = annotation;
    const told = description === undefined ? {} : { description: shownMessage(description) };
    return [id, { ...annotation, label: shownMessage(label), ...told }] as const;
  });
  return {
    ...action,
    title: shownMessage(title),
    ...(command === undefined ? {} : { command: shownCommand(command) }),
    ...(edit === undefined || annotations.length === 0
      ? {}
      : { edit: { ...edit, changeAnnotations: Object.fromEntries(annotations) } }),
  };
}

export function shownSymbol(symbol: DocumentSymbol): DocumentSymbol {
  const { name, detail, children } = symbol;
  return {
    ...symbol,
    name: shownMessage(name),
    ...(detail === undefined ? {} : { detail: shownMessage(detail) }),
    ...(children === undefined ? {} : { children: children.map(shownSymbol) }),
  };
}

/** A text of several lines, without Markdown. */
function shownTooltip(text: string): string {
  return printable(shortened(text, longestMessage));
}
