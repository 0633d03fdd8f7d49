/** Another program has written the file since it was read. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";
  override readonly message = "another program has changed it since it was read";
}
