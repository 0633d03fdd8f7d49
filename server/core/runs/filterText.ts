/** Writes filter terms that give exactly the samples behind a bar, a bin or a share. */

/** A name as it is written after `field:`, in quotes if necessary. */
export function nameTerm(field: string, name: string): string {
  return `${field}:${/^[\w./@+-]+$/.test(name) ? name : quoted(name)}`;
}

function quoted(name: string): string {
  return `"${name.replace(/[\\"]/g, "\\$&")}"`;
}

/** The field of a component; undefined for a name that filters cannot write. */
export function componentField(name: string): `component.${string}` | undefined {
  return /^[\p{L}\p{N}_.@/-]+$/u.test(name) ? `component.${name}` : undefined;
}

/** Numbers from one to another; `isClosed`: the end is included. */
export function rangeTerm(field: string, from: number, to: number, isClosed: boolean): string {
  if (from === to) return `${field}=${from}`;
  return isClosed ? `${field}=${from}..${to}` : `${field}>=${from} ${field}<${to}`;
}
