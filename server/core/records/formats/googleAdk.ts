import { attributes } from "../fields/attributes";
import { readContent } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { Dialogue, turnRole } from "../fields/turns";

/** A session of Google's Agent Development Kit: events with Gemini's contents. */
export const googleAdk: JsonFormat = {
  id: "google-adk",
  rank: 340,
  title: "Google ADK session",
  fields: "`events`, each with an `author` and `content.parts`",
  origin: { writer: "Google's ADK" },
  fits: (record) => {
    const events = record.get("events")?.items() ?? [];
    return (
      events.length > 0 &&
      events.every((event) => event.get("author") !== undefined) &&
      events.some((event) => Array.isArray(event.get("content")?.get("parts")?.value))
    );
  },
  read: (record) => {
    const dialogue = new Dialogue();
    let model: string | undefined;
    for (const event of record.get("events")?.items() ?? []) {
      const content = event.get("content");
      // A streamed part of an answer is repeated in the whole answer.
      if (content === undefined || event.get("partial")?.value === true) continue;
      model ??= event.get("modelVersion")?.string;
      dialogue.close();
      readContent(content.get("parts"), turnRole(content.get("role")?.string ?? "model"), event, dialogue);
    }
    return dialogueSamples([], dialogue.turns, {
      attributes: attributes({
        id: record.get("id")?.label,
        model,
        category: record.first("appName", "app_name")?.string,
      }),
    });
  },
};
