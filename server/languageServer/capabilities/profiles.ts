import type { CancellationToken, ServerCapabilities } from "vscode-languageserver";
import { builtInProfiles } from "../../core/profiles/builtIn";
import { profilesMethod, type ProfilesParams, type ProfilesResult } from "../../protocol/documents";
import type { Services } from "../services";
import { profileStatus } from "./status";

/** The profiles there are for a document, for the client to pick from. */
export function profiles({ connection, audits, answer }: Services): ServerCapabilities {
  const nothing: ProfilesResult = { profiles: [], current: undefined };
  connection.onRequest(profilesMethod, ({ uri }: ProfilesParams, token: CancellationToken) =>
    answer<ProfilesResult>("The list of profiles", uri, token, nothing, async (document) => {
      const file = await audits.audited(document, token);
      return {
        profiles: file.auditor.profiles.map((profile) => {
          const { name, title, description } = profile;
          return { name, title, description, own: !builtInProfiles.includes(profile) };
        }),
        current: profileStatus(file),
      };
    }),
  );
  return {};
}
