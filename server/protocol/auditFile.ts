import { request } from "./message";
import type { SeverityCounts } from "./severity";

/** Client → server: audits a file, which need not be open. */
export const auditFileRequest = request<AuditFileParams, AuditFileResult>("auditFile");

export interface AuditFileParams {
  readonly uri: string;
}

/** Null where the file holds no records that are known, or cannot be read. */
export type AuditFileResult = {
  readonly samples: number;
  readonly findings: SeverityCounts;
  /** The file's diagnostics, of the protocol's form. Where the client pulls those of open documents, it has them twice. */
  readonly diagnostics: readonly unknown[];
} | null;
