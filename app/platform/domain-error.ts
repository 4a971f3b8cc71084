/** The closed set of ways in which a command refuses; `app/http/failures.server.ts` maps each to a status. */
export type FailureKind = "not-found" | "forbidden" | "closed" | "conflict" | "invalid";

export type FailureParams = Record<string, string | number>;

/**
 * A refusal by the domain. `reason` is a key (kebab-case) that the edge words as message
 * `errors_<reason with _>`; `params` fill that message; `field` names the form field at fault, if one is.
 */
export class DomainError extends Error {
  readonly kind: FailureKind;
  readonly reason: string;
  readonly params: FailureParams;
  readonly field: string | undefined;

  constructor(kind: FailureKind, reason: string, params: FailureParams = {}, field?: string) {
    super(`${kind}: ${reason}`);
    this.name = "DomainError";
    this.kind = kind;
    this.reason = reason;
    this.params = params;
    this.field = field;
  }
}

/** True also for an error made by another copy of this module (bundle and command line each have one). */
export const isDomainError = (error: unknown): error is DomainError =>
  error instanceof Error && error.name === "DomainError" && "reason" in error;
