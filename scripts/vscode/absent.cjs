/**
 * Stands for the module `vscode` where the client's files are read outside VS Code, for what they say of themselves. All
 * that can be asked of it is there and does nothing: names can be read, extended and called.
 */
/** @type {object} */
const nothing = new Proxy(class {}, {
  get: (target, key) => (key === "prototype" ? target.prototype : key === Symbol.toPrimitive ? () => "" : nothing),
  getPrototypeOf: () => nothing,
  apply: () => nothing,
});

module.exports = nothing;
