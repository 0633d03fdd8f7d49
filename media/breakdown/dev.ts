/**
 * The breakdown in a plain browser page, for development and tests: `npm run webview -- breakdown`. A text field
 * replaces the editor: typed text is scored again, and the cursor chooses the sample. `?theme=light`, `dark` or
 * `contrast`.
 */
import "./devHost";
import "./main";
