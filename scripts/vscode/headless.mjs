/**
 * Chromium's flags for a machine without a screen and perhaps without a network; when run as root it has no sandbox.
 */
export const headlessArguments = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
