/**
 * The run view in a plain browser page, for development and tests: `npm run webview -- run`. It shows an invented run.
 * `?theme=dark`, `light`, `hc-dark` or `hc-light`, `&n=2000` samples, `&state=reading` to stop after a third of them,
 * `&kind=judges` for judgements, `&state=failed`, `&state=partial`, `&plant=TEXT` for a text in all that others wrote.
 */
import "./devHost";
import "./main";
