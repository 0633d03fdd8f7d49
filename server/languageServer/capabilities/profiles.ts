import type { ServerCapabilities } from "vscode-languageserver";
import { builtInProfiles } from "../../core/profiles/builtIn";
import { profilesRequest, type ProfilesResult } from "../../protocol/profiles";
import type { Services } from "../services";
import { profileStatus } from "./status";
import { answerRequest } from "../messages";

/** The profiles there are for a document, for the client to pick from. */
export function profiles({ connection, audits, answer }: Services): ServerCapabilities {
  const nothing: ProfilesResult = { profiles: [], current: undefined };
  answerRequest(connection, profilesRequest, ({ uri }, token) =>
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
