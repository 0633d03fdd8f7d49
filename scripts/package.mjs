/** `npm run package`: packs the extension as a VSIX, and says how to install it. */
import { statSync } from "node:fs";
import { relative } from "node:path";
import { main } from "./setup/process.mjs";
import { ensureDependencies, root } from "./setup/project.mjs";
import { packVsix } from "./setup/vsix.mjs";

await main(async () => {
  await ensureDependencies();
  const path = await packVsix();
  const file = relative(root, path);
  console.log(`${file}: ${(statSync(path).size / 1e6).toFixed(2)} MB`);
  console.log(`Install it with:  code --install-extension ${file}`);
});
