/**
 * Writes what follows from the components of rewards: their names and options in the schema, and the table in the docs.
 */
import type { Component, ProfileOption } from "../../server/core/rewards/shape/component";
import { components } from "../../server/core/rewards/components";
import { objectAt, type Json, type JsonObject, type Sources } from "./sources";

type Listed = Component & Required<Pick<Component, "listing">>;

export function componentTexts(sources: Sources): void {
  const listed = Object.values(components).filter((one): one is Listed => one.listing !== undefined);
  const whole = listed.filter(({ columns }) => columns !== undefined);
  const parts = listed.filter(({ columns }) => columns === undefined);
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  setParts(objectAt(schema, "definitions", "rewardComponent", "properties"), parts);
  setWhole(objectAt(schema, "definitions", "profile", "properties", "reward", "properties"), whole);
  sources.setBetweenMarks("docs/guides/rewards.md", "components", [
    "| component | value | what it is | options |",
    "| --- | --- | --- | --- |",
    ...parts.map(({ name, listing, options }) => {
      const told = Object.entries(options).map(([option, one]) => `\`${option}\`${choicesOf(one)}: ${one.description}`);
      return `| \`${name}\` | ${listing.values} | ${listing.summary} | ${told.join("; ")} |`;
    }),
  ]);
}

/** The components of a reward that is a sum. */
function setParts(properties: JsonObject, parts: readonly Listed[]): void {
  const choice = objectAt(properties, "component");
  choice["enum"] = parts.map(({ name }) => name);
  choice["enumDescriptions"] = parts.map(described);
  objectAt(properties, "options")["properties"] = optionsOf(parts);
}

/** The components that are whole rewards: a profile's reward has their kind, with their options beside it. */
function setWhole(properties: JsonObject, whole: readonly Listed[]): void {
  const kind = objectAt(properties, "kind");
  kind["enum"] = [...whole.map(({ name }) => name), "components"];
  kind["enumDescriptions"] = [...whole.map(described), "The sum of `components`."];
  const { kind: first, components: last } = properties;
  for (const key of Object.keys(properties)) delete properties[key];
  Object.assign(properties, { kind: first, ...optionsOf(whole), components: last });
}

/** `-1 or 1: a judge's verdict is the gold label.` in plain text, for the editor. */
function described({ listing: { values, summary } }: Listed): string {
  return `${values}: ${summary}.`.replaceAll("`", "");
}

/** @throws if two components give one name different meanings */
function optionsOf(listed: readonly Listed[]): JsonObject {
  const options: JsonObject = {};
  for (const { name, options: own } of listed) {
    for (const [key, option] of Object.entries(own)) {
      const having = listed.filter((other) => Object.hasOwn(other.options, key));
      const other = having.find((one) => JSON.stringify(one.options[key]) !== JSON.stringify(option));
      if (other !== undefined)
        throw new Error(`the components ${name} and ${other.name} mean different things by the option ${key}`);
      const description = `${having.map((one) => one.name).join(", ")}: ${option.description}.`;
      options[key] = JSON.parse(JSON.stringify({ ...option, description })) as Json;
    }
  }
  return options;
}

function choicesOf({ enum: choices = [], default: usual }: ProfileOption): string {
  const told = choices.map((choice) => `\`${choice}\`${choice === usual ? " by default" : ""}`);
  if (told.length > 0) return ` (${told.join(", ")})`;
  return usual === undefined ? "" : ` (${usual})`;
}
