/** What a user keeps as a file: the extension asks where. */
export type SavedContent =
  | { readonly kind: "csv"; readonly text: string }
  /** `base64`: the bytes of a picture. */
  | { readonly kind: "png"; readonly base64: string };
