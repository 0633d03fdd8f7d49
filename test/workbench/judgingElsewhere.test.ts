/**
 * Others name an address: a repository by the settings of its workspace, folder and dev container, and by a `.env`. Nothing
 * is sent there, before and after the user has set up a judge.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { heldAnswers } from "../support/heldAnswers";
import { modelServer, type ModelServer } from "../support/modelServer";
import { enter, judgedPair, lens, rightly } from "./support/judging";
import { useOwnServer } from "./support/ownServer";
import { Workbench, type WindowOptions } from "./support/workbench";

/** What names the listener: the machine's settings are those that a devcontainer.json brings along. */
const places = ["dev container", "workspace and folder"] as const;

describe.each(places)("an address that the %s names", (place) => {
  // It would answer as the judge does, if it were asked.
  let listener: ModelServer;
  let judge: ModelServer;
  let bench: Workbench | undefined;
  const others = (): Readonly<Record<string, unknown>> => ({
    "traceAuditor.judge.baseUrl": listener.url,
    "traceAuditor.judge.model": "judge",
  });
  beforeAll(async () => {
    listener = await modelServer(heldAnswers(rightly).answering);
    judge = await modelServer(heldAnswers(rightly).answering);
  });
  afterAll(async () => {
    await listener.close();
    await judge.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await bench?.screenshot(`failed-judge-${place.replaceAll(" ", "-")}`);
  });
  const authority = useOwnServer(place === "dev container" ? { settings: others } : {});
  afterAll(() => bench?.close());

  it("hears nothing, whatever is judged", async () => {
    const named: Partial<WindowOptions> =
      place === "dev container" ? {} : { settings: others(), workspaceSettings: others() };
    bench = await Workbench.open({
      files: {
        "pair.trace": judgedPair("oslo", "A"),
        ".env": `TRACE_AUDITOR_BASE_URL=${listener.url}\nTRACE_AUDITOR_MODEL=judge\n`,
      },
      authority: authority(),
      ...named,
    });
    const { page } = bench;
    await bench.openFile("pair.trace");
    await lens(bench, "Re-judge…").first().click();
    const offer = await bench.message("No judge is set up");
    expect(listener.requests()).toBe(0);

    await offer.getByRole("button", { name: "Set Up a Judge…" }).click();
    const address = page.locator(".quick-input-widget", { hasText: "1 of 3" });
    await address.waitFor();
    // Nor is it what is offered.
    expect(await address.locator("input").first().inputValue()).toBe("http://127.0.0.1:8000");
    await enter(bench, "1 of 3", judge.url);
    await enter(bench, "2 of 3", "sk-secret-2");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "judge" }).first().waitFor();
    await enter(bench, "3 of 3");
    if (place === "dev container") {
      // VS Code keeps no setting of the user's beside one of the container.
      await bench.message("The judge is not set up");
      await bench.screenshot("judge-dev-container");
    } else {
      const consent = await bench.message(`to ${judge.url} (judge)?`);
      await consent.getByRole("button", { name: "Send", exact: true }).click();
      await lens(bench, /Re-judge · A → A · both orders agree · judge/).waitFor();
      expect(judge.asked.length).toBeGreaterThan(0);
    }
    expect(listener.requests()).toBe(0);
  });
});
