import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { callIdRepeated } from "../../../server/core/rules/calls/call-id-repeated";
import { chat, foundIn, gym } from "./answered";
import { expectFindings } from "./harness";

const { of, user, calls, result } = chat;

describe("call-id-repeated", () => {
  it("tells the second of two calls of a turn with one id", () => {
    expectFindings(callIdRepeated, "", {
      profile: neutralProfile(),
      calls: [
        { name: "weather", arguments: '{"city": "Oslo"}', id: "a" },
        {
          name: `
          weather
          ^^^^^^^ warning call-id-repeated: "a"
          `,
          arguments: '{"city": "Bergen"}',
          id: "a",
        },
      ],
    });
    const call = (name: string) => ({ type: "function_call", call_id: "a", name, arguments: "{}" });
    expect(foundIn(callIdRepeated, gym(call("one"), call("two")))).toEqual(["two"]);
  });

  it("stays silent on other ids, on none, and on ids that come again in a later turn", () => {
    expect(foundIn(callIdRepeated, of(user("?"), calls(["one", "a"], ["two", "b"])))).toEqual([]);
    expect(foundIn(callIdRepeated, of(user("?"), calls(["one"], ["two"])))).toEqual([]);
    expect(foundIn(callIdRepeated, of(user("?"), calls(["one", "a"]), result("1", "a"), calls(["one", "a"])))).toEqual(
      [],
    );
  });
});
