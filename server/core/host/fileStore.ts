/** The files of the machine, or of a workspace that is elsewhere. */
export interface FileStore {
  /**
   * The text of the file at a URI, read as UTF-8; undefined where there is none.
   *
   * @throws FileFailure if there is one that cannot be read
   */
  read(uri: string): Promise<string | undefined>;
}
