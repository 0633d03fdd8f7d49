import { finishProfile } from "../../../server/core/profiles/profileData";

/** A profile as no one ships it: a tag that may stand in itself, as deep as one likes. */
export const selfNesting = finishProfile(
  {
    name: "self-nesting",
    tags: { step: { content: "prose", children: ["step"] }, call: { content: "json" } },
    textOutside: "allowed",
  },
  undefined,
);
