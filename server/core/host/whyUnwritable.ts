/** Why a file cannot be replaced, for people. */
export function whyUnwritable(error: unknown): string {
  switch ((error as { readonly code?: unknown } | null)?.code) {
    case "ENOENT":
      return "there is no such file or folder any more";
    case "EACCES":
    case "EPERM":
      return "no permission to write it or its folder";
    case "EROFS":
      return "its disk is read-only";
    case "ENOSPC":
    case "EDQUOT":
      return "its disk is full";
    case "EFBIG":
      return "it would be longer than a file may be here";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
