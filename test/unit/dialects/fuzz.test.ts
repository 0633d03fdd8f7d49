import { describe, expect, it } from "vitest";
import { runDialectCampaign } from "../../fuzz/dialectCampaign";

/** `npm run fuzz -- --dialects` goes on to 200,000 of the same series. */
const inputs = 3000;
const slices = 10;

describe("broken texts of every dialect", () => {
  it.each(Array.from({ length: slices }, (_, slice) => slice))(
    "hold to every law, part %i",
    { timeout: 120_000 },
    (slice) => {
      const failure = runDialectCampaign(1, (slice * inputs) / slices, ((slice + 1) * inputs) / slices);
      expect(failure).toBeUndefined();
    },
  );
});
