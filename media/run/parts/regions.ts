/** The regions of the page, in the order in which F6 goes through them: filter, tabs, band, table and sample. */
const regions = [".filter", ".pages", ".summary", ".grid", ".detail", ".virtual", ".one", ".pairpane"];

export function focusNextRegion(root: HTMLElement, step: 1 | -1): void {
  const shown = regions
    .map((selector) => root.querySelector<HTMLElement>(selector))
    .filter((region) => region !== null && region.offsetParent !== null) as HTMLElement[];
  const at = shown.findIndex((region) => region.contains(document.activeElement));
  const next = shown[(at + step + shown.length) % shown.length];
  const focusable =
    next?.matches("[tabindex='0']") === true ? next : next?.querySelector<HTMLElement>("input, [tabindex='0'], button");
  focusable?.focus();
}
