/** How long a server asks us to wait, in milliseconds: `retry-after-ms`, or `Retry-After` as seconds or as a date. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const milliseconds = positive(headers["retry-after-ms"]);
  if (milliseconds !== undefined) return milliseconds;
  const written = headers["retry-after"];
  const seconds = positive(written);
  if (seconds !== undefined) return seconds * 1000;
  const date = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function positive(written: string | undefined): number | undefined {
  if (written === undefined || written.trim() === "") return undefined;
  const number = Number(written);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
