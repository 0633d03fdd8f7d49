/**
 * Replaces the module `vscode` when the client's files are loaded outside VS Code, for the data that they export. Every
 * property exists and does nothing: it can be read, extended and called.
 */
/** @type {object} */
const nothing = new Proxy(class {}, {
  get: (target, key) => (key === "prototype" ? target.prototype : key === Symbol.toPrimitive ? () => "" : nothing),
  getPrototypeOf: () => nothing,
  apply: () => nothing,
});

module.exports = nothing;
