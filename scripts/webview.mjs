/** `npm run webview -- NAME`: shows a webview of media/ in a plain browser page, until Ctrl+C. */
import { main } from "./setup/process.mjs";
import { ensureDependencies } from "./setup/project.mjs";
import { serveWebviewPage } from "./webviews/page.mjs";

await main(async () => {
  await ensureDependencies();
  const { url } = await serveWebviewPage(process.argv[2] ?? "breakdown");
  console.log(`${url}\n${url}?theme=dark\n${url}?theme=contrast\nCtrl+C ends.`);
});
