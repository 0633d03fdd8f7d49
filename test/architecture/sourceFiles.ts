/** The repository's own source as the architecture tests see it: files, and what each imports. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";

export const root = join(import.meta.dirname, "..", "..");

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** For a relative one, the file that it means, from the root; else undefined. */
  readonly file: string | undefined;
  /** Does it run when the importing file does? Imports of types and import() do not. */
  readonly runs: boolean;
}

/** Where our own source stands. */
const folders = ["client", "media", "scripts", "server", "test"];

let tree: readonly SourceFile[] | undefined;

/** Every TypeScript file: the tree is read once, whoever asks. */
export function allFiles(): readonly SourceFile[] {
  return (tree ??= folders.flatMap(readFolder));
}

/** Every TypeScript file of a folder, nested ones included. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return allFiles().filter(({ path }) => path.startsWith(`${folder}/`));
}

function readFolder(folder: string): SourceFile[] {
  const at = join(root, folder);
  return readdirSync(at, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.split(sep).includes("node_modules"))
    .map((name) => ({ path: slashed(relative(root, join(at, name))), imports: importsOf(join(at, name)) }));
}

export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

export function exists(path: string): boolean {
  return existsSync(join(root, path));
}

/** Static imports and exports, type-only ones too, and import(), as the compiler finds them. */
function importsOf(path: string): Import[] {
  const text = readFileSync(path, "utf8");
  const running = runningImports(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => ({
    specifier: fileName,
    file: fileName.startsWith(".") ? resolved(join(dirname(path), fileName)) : undefined,
    runs: running.has(fileName),
  }));
}

function runningImports({ statements }: ts.SourceFile): Set<string> {
  const specifiers = statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement))
      return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? [] : statement.moduleSpecifier;
    if (ts.isExportDeclaration(statement)) return statement.isTypeOnly ? [] : (statement.moduleSpecifier ?? []);
    return [];
  });
  return new Set(specifiers.filter(ts.isStringLiteral).map(({ text }) => text));
}

function resolved(path: string): string {
  const candidates = [path, `${path}.ts`, join(path, "index.ts")];
  const file = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? path;
  return slashed(relative(root, file));
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
