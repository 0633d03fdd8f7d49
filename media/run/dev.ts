/**
 * The run view in a plain browser page, for development and tests: `npm run webview -- run`. An invented run stands for the
 * files. `?theme=dark`, `light`, `hc-dark` or `hc-light`, `&n=2000` samples, `&state=reading` to stop after a third of them,
 * `&state=failed`, `&state=partial`.
 */
import "./devHost";
import "./main";
