import { DomainError } from "#app/platform/domain-error.ts";
import type { Actor } from "./actor.ts";

/** A predicate over who acts, the facts at hand and the moment; pure, so that the same rule serves command and page. */
export type Rule<Facts> = (actor: Actor, facts: Facts, now: Date) => boolean;

export const allOf =
  <F>(...rules: Rule<F>[]): Rule<F> =>
  (actor, facts, now) =>
    rules.every((rule) => rule(actor, facts, now));

export const anyOf =
  <F>(...rules: Rule<F>[]): Rule<F> =>
  (actor, facts, now) =>
    rules.some((rule) => rule(actor, facts, now));

export const not =
  <F>(rule: Rule<F>): Rule<F> =>
  (actor, facts, now) =>
    !rule(actor, facts, now);

/** Throws `forbidden` with the reason `not-allowed` unless the rule holds. */
export function authorise<F>(rule: Rule<F>, ctx: { actor: Actor; now: Date }, facts: F): void {
  if (!rule(ctx.actor, facts, ctx.now)) throw new DomainError("forbidden", "not-allowed");
}
