import { DomainError } from "#app/platform/domain-error.ts";

/** Forms are text: two megabytes hold the largest set-up file with room to spare. Works arrive by upload instead. */
const maxFormBytes = 2 * 2 ** 20;

/**
 * Reads a form body of at most `maxBytes`, two megabytes unless the page takes more; larger is `invalid` with the
 * reason `form-too-large`, and what is no form at all `not-valid`.
 */
export async function readFormData(request: Request, maxBytes = maxFormBytes): Promise<FormData> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body = request.body as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new DomainError("invalid", "form-too-large");
    chunks.push(chunk);
  }
  const type = request.headers.get("Content-Type") ?? "application/x-www-form-urlencoded";
  const whole = new Response(Buffer.concat(chunks), { headers: { "Content-Type": type } });
  const form = await whole.formData().catch(() => {
    throw new DomainError("invalid", "not-valid");
  });
  return withoutNul(form);
}

/** The database takes no NUL in a text, and nobody can type one. */
function withoutNul(form: FormData): FormData {
  const clean = new FormData();
  for (const [name, value] of form) clean.append(name, typeof value === "string" ? value.replaceAll("\0", "") : value);
  return clean;
}

/** What was typed, as strings by field name; a field sent several times keeps all its values. Files are left out. */
export type FormValues = Record<string, string | string[]>;

export function typedValues(form: FormData): FormValues {
  const values: FormValues = {};
  for (const [name, sent] of fieldsOf(form)) {
    const all = sent.filter((value): value is string => typeof value === "string");
    if (all.length > 0) values[name] = all.length === 1 ? all[0]! : all;
  }
  return values;
}

/** Values by name in one pass: `FormData.getAll` walks the whole form for every name. */
function fieldsOf(form: FormData): Map<string, FormDataEntryValue[]> {
  const fields = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of form) {
    const all = fields.get(name);
    if (all) all.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

type Tree = { [key: string]: unknown };
const safeKey = /^(?!__proto__$|constructor$|prototype$)[\w-]{1,64}$/;

/**
 * Turns `authors.0.name` into nested arrays and objects for the schema. A numeric segment makes a list in the
 * order of the numbers, gaps closed. Unsafe names are dropped. Files are kept as File.
 */
export function formTree(form: FormData): Tree {
  const tree: Tree = Object.create(null) as Tree;
  for (const [name, all] of fieldsOf(form)) {
    const path = name.split(".");
    if (path.length > 6 || !path.every((key) => safeKey.test(key))) continue;
    const node = branchAt(tree, path.slice(0, -1));
    if (node) node[path.at(-1)!] = all.length === 1 ? all[0] : all;
  }
  return listed(tree) as Tree;
}

/** The branch at a path, grown where it is missing; null where a value stands in the way ("a" and "a.b" sent together). */
function branchAt(tree: Tree, path: string[]): Tree | null {
  let node = tree;
  for (const key of path) {
    const next = (node[key] ??= Object.create(null) as Tree);
    if (typeof next !== "object" || Object.getPrototypeOf(next) !== null) return null;
    node = next as Tree;
  }
  return node;
}

function listed(node: unknown): unknown {
  if (node === null || typeof node !== "object" || Array.isArray(node) || node instanceof File) return node;
  const entries = Object.entries(node as Tree).map(([key, value]) => [key, listed(value)] as const);
  const numeric = entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key));
  if (!numeric) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}
