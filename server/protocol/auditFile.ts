import { request } from "./message";
import type { SeverityCounts } from "./severity";

/** Client → server: audits a file, even if it is not open. */
export const auditFileRequest = request<AuditFileParams, AuditFileResult>("auditFile");

export interface AuditFileParams {
  readonly uri: string;
}

/** Null if the file holds no known records, or cannot be read. */
export type AuditFileResult = {
  readonly samples: number;
  readonly findings: SeverityCounts;
  /**
   * The file's diagnostics, in the protocol's form. If the client also pulls those of open documents, it has them
   * twice.
   */
  readonly diagnostics: readonly unknown[];
} | null;
