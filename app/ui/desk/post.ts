/** What came back for a form: a body of JSON, or that nobody answered, or that somebody has to sign in first. */
export type Posted<T> = { kind: "told"; told: Partial<T> & Refusal } | { kind: "away" | "signed-out" };
type Refusal = { formError?: string | null; errors?: Record<string, string> };

const answerLimitMs = 60_000;

/** Sends a form of the desk. Never throws: a dead line is an answer as well. */
export async function post<T>(address: string, fields: Record<string, string>): Promise<Posted<T>> {
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), answerLimitMs);
  try {
    const body = new URLSearchParams(fields);
    const response = await fetch(address, { method: "POST", body, redirect: "manual", signal: control.signal });
    if (response.type === "opaqueredirect" || response.status === 0) return { kind: "signed-out" };
    if (response.status >= 500 || response.status === 429) return { kind: "away" };
    // What is not there any more is told by its sentence alone.
    const plain = response.headers.get("Content-Type")?.startsWith("text/plain");
    const told = plain ? { formError: await response.text() } : await response.json();
    return { kind: "told", told: told as Partial<T> & Refusal };
  } catch {
    return { kind: "away" };
  } finally {
    clearTimeout(clock);
  }
}

/** The sentence of a refused form. */
export const refusalOf = ({ formError, errors }: Refusal): string => formError ?? Object.values(errors ?? {})[0] ?? "";
