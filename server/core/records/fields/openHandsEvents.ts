import type { JsonField } from "../json/jsonField";
import { callOf, readCall } from "./calls";
import { readContent, resultOf } from "./content";
import type { Dialogue } from "./turns";

/**
 * Events that hold nothing from or for the model: states, recalled memory, condensations that are reported separately.
 */
const otherActions = new Set([
  "null",
  "recall",
  "change_agent_state",
  "pause",
  "resume",
  "stop",
  "delegate",
  "condensation",
  "condensation_request",
]);
/** What the agent does; its thought and its call say so. */
const knownActions = new Set([
  ...["run", "run_ipython", "read", "write", "edit", "browse", "browse_interactive", "think", "finish", "reject"],
  ...["call_tool_mcp", "task_tracking", "send_pr", "push", "loop_recovery"],
]);
const otherObservations = new Set(["null", "agent_state_changed", "recall", "condense", "user_rejected", "delegate"]);
const otherKinds = new Set([
  "ConversationStateUpdateEvent",
  "PauseEvent",
  "Condensation",
  "CondensationRequest",
  "TokenEvent",
  "LLMCompletionLogEvent",
]);

/** Whether it is an event of OpenHands: one with a `kind` (V1), or an action or an observation. */
export function isOpenHandsEvent(event: JsonField): boolean {
  if (/Event$/.test(event.get("kind")?.string ?? ""))
    return event.first("source", "llm_message", "tool_call") !== undefined;
  return (
    event.first("action", "observation")?.string !== undefined &&
    event.first("args", "content", "thought", "message", "source") !== undefined
  );
}

/** Builds a conversation from its events. */
export class OpenHandsReader {
  private asked = false;
  /** The last list of tools that an event gave. */
  tools: JsonField | undefined;

  constructor(private readonly dialogue: Dialogue) {}

  read(event: JsonField): void {
    const kind = event.get("kind")?.string;
    if (kind !== undefined) this.readKind(event, kind);
    else if (event.get("observation")?.string !== undefined) this.readObservation(event);
    else this.readAction(event);
  }

  private readKind(event: JsonField, kind: string): void {
    const { dialogue } = this;
    switch (kind) {
      case "SystemPromptEvent": {
        const prompt = event.get("system_prompt");
        dialogue.say("system", (prompt?.get("text") ?? prompt)?.textPart("system"), event);
        const tools = event.get("tools");
        // The tools have names, but mostly no schemas.
        if (tools !== undefined && tools.items().every((tool) => tool.first("name", "function") !== undefined))
          this.tools = tools;
        return;
      }
      case "MessageEvent": {
        const message = event.get("llm_message") ?? event;
        const isModel = event.get("source")?.string === "agent";
        dialogue.close();
        if (isModel) dialogue.think(message.get("reasoning_content")?.textPart("assistant"), event);
        readContent(message.get("content"), isModel ? "assistant" : "user", event, dialogue);
        dialogue.close();
        return;
      }
      case "ActionEvent": {
        dialogue.think(event.get("reasoning_content")?.textPart("assistant"), event);
        for (const thought of event.get("thought")?.items() ?? []) readContent(thought, "assistant", event, dialogue);
        const call = event.get("tool_call");
        if (call !== undefined) dialogue.call(readCall(call), event);
        return;
      }
      case "ObservationEvent":
      case "AgentErrorEvent":
      case "UserRejectObservation": {
        const observation = event.get("observation") ?? event;
        const content = observation.first("content", "error", "rejection_reason", "output") ?? observation;
        dialogue.say("tool", resultOf(content), event, event.get("tool_call_id")?.label);
        return;
      }
      default:
        if (!otherKinds.has(kind)) event.passOver(`event of the kind \`${kind.slice(0, 40)}\``);
    }
  }

  private readObservation(event: JsonField): void {
    const what = event.get("observation")?.string ?? "";
    if (otherObservations.has(what)) return;
    const id = event.get("tool_call_metadata")?.get("tool_call_id")?.label;
    this.dialogue.say("tool", event.first("content", "message")?.part("tool"), event, id);
  }

  private readAction(event: JsonField): void {
    const { dialogue } = this;
    const action = event.get("action")?.string ?? "null";
    if (otherActions.has(action)) return;
    const args = event.get("args") ?? event;
    if (action === "system") {
      dialogue.say("system", args.get("content")?.textPart("system"), event);
      const tools = args.get("tools");
      if (tools !== undefined) this.tools = tools;
      return;
    }
    if (action === "message") {
      const text = args.get("content") ?? event.get("message");
      // Older events do not say who speaks; the first message is the task.
      const isModel = (event.get("source")?.string ?? (this.asked ? "agent" : "user")) === "agent";
      this.asked = true;
      dialogue.close();
      dialogue.say(isModel ? "assistant" : "user", text?.textPart(isModel ? "assistant" : "user"), event);
      dialogue.close();
      return;
    }
    if (event.get("source")?.string === "user") {
      dialogue.say("user", args.first("command", "code", "content")?.part("user"), event);
      return;
    }
    const metadata = event.get("tool_call_metadata");
    const thought = args.first("thought", "content") ?? event.get("message");
    const said = (args.get("thought") ?? (action === "finish" ? thought : undefined))?.textPart("assistant");
    dialogue.answer(said, event);
    const call = writtenCall(metadata);
    if (said === undefined && metadata === undefined && !knownActions.has(action))
      event.passOver(`action of the kind \`${action.slice(0, 40)}\``);
    if (call !== undefined) dialogue.call(readCall(call), event);
    else if (metadata !== undefined) {
      dialogue.call(
        callOf(
          metadata.get("function_name")?.textPart("tool"),
          undefined,
          metadata,
          metadata.get("tool_call_id")?.label,
        ),
        event,
      );
    }
    if (call === undefined && metadata === undefined) dialogue.close();
  }
}

/** The call as the model wrote it, in the answer that the event was made from. */
function writtenCall(metadata: JsonField | undefined): JsonField | undefined {
  const id = metadata?.get("tool_call_id")?.string;
  const message = metadata?.get("model_response")?.get("choices")?.item(0)?.get("message");
  return message
    ?.get("tool_calls")
    ?.items()
    .find((call) => call.get("id")?.string === id);
}
