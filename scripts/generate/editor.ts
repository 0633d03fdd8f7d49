/** Writes our own token types, and the file extensions of our languages, into package.json. */
import { ownModifiers, ownTypes, type OwnKind } from "../../server/core/ide/tokens/token";
import { fileEndings } from "../../server/core/records/fileEndings";
import { objectAt, replaceWithPrefix, type JsonObject, type Sources } from "./sources";

export function editorTexts(sources: Sources): void {
  const contributes = objectAt(sources.json("package.json"), "contributes");
  const [types, modifiers]: readonly (readonly OwnKind[])[] = [ownTypes, ownModifiers];
  contributes["semanticTokenTypes"] = declared(types);
  contributes["semanticTokenModifiers"] = declared(modifiers);
  const [usual] = contributes["semanticTokenScopes"] as JsonObject[];
  if (usual !== undefined) usual["scopes"] = { ...scopesOf(types, ""), ...scopesOf(modifiers, "string.") };
  const texts = [...ownTypes, ...ownModifiers].map(({ name, description }) => [`token.${name}`, description]);
  replaceWithPrefix(sources.json("package.nls.json"), "token.", Object.fromEntries(texts) as Record<string, string>);
  for (const language of contributes["languages"] as JsonObject[]) {
    const own = fileEndings.filter((ending) => ending.language === language["id"]);
    language["extensions"] = own.map(({ ending }) => `.${ending}`);
  }
}

function declared(kinds: readonly OwnKind[] = []): JsonObject[] {
  return kinds.map(({ name }) => ({ id: name, description: `%token.${name}%` }));
}

function scopesOf(kinds: readonly OwnKind[] = [], prefix: string): JsonObject {
  return Object.fromEntries(kinds.flatMap(({ name, scopes }) => (scopes ? [[`${prefix}${name}`, [...scopes]]] : [])));
}
