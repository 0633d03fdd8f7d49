import { fileURLToPath } from "node:url";
import type { FileStore } from "../core/host/fileStore";
import { readSmallFileIfThere } from "./readSmallFile";

/** The files of this machine. */
export const nodeFiles: FileStore = { read: (uri) => readSmallFileIfThere(fileURLToPath(uri)) };
