import type { FormState } from "./form.server.ts";

/** What an action may have answered: a refused form, anything else, or nothing yet. */
type Answer = FormState | object | null | undefined;

const refused = (answer: Answer): FormState | null =>
  answer && "errors" in answer && "values" in answer ? (answer as FormState) : null;

/**
 * Wires fields to a refused form: `field("name", saved)` gives name, what was typed (else the saved value) and the
 * error. `faults` and `formError` are for the summary above the form.
 */
export function fieldState(answer: Answer) {
  const state = refused(answer);
  const typed = (name: string) => {
    const value = state?.values[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    field: (name: string, saved: string | number | null = "") => ({
      name,
      id: name,
      defaultValue: typed(name) ?? (saved === null ? "" : String(saved)),
      error: state?.errors[name],
    }),
    error: (name: string) => state?.errors[name],
    typed,
    formError: state?.formError ?? undefined,
    faults: Object.entries(state?.errors ?? {}).map(([id, message]) => ({ id, message })),
    refused: state !== null,
  };
}
