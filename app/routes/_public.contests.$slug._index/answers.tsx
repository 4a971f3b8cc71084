import type { ReactNode } from "react";
import type { Landing, LandingCategory } from "#app/domain/contests/landing.server.ts";
import { unitNoun } from "#app/http/unit-nouns.ts";
import { m } from "#app/paraglide/messages.js";
import { CrayonStroke } from "#app/ui/crayon.tsx";
import { formatCount, formatDuration, formatMoney } from "#app/ui/format.ts";
import { TierChip } from "#app/ui/tier-chip.tsx";

function Answer({ colour, title, children }: { colour: "red" | "yellow" | "green"; title: string; children: ReactNode }) {
  return (
    <div>
      <CrayonStroke colour={colour} />
      <h3 className="section-title mt-3">{title}</h3>
      <div className="mt-1 grid gap-1 text-text-2">{children}</div>
    </div>
  );
}

function lengthOf({ file }: LandingCategory): string | null {
  const { minDurationMs: min, maxDurationMs: max } = file;
  if (min !== undefined && max !== undefined) {
    return m.public_contest_length({ from: formatDuration(min), to: formatDuration(max) });
  }
  return max === undefined ? null : m.public_contest_length_most({ to: formatDuration(max) });
}

function sizeOf({ file }: LandingCategory): string | null {
  return file.minLongSidePx ? m.public_contest_long_side({ count: formatCount(file.minLongSidePx) }) : null;
}

/** How many works a unit and a child may send, in sentences; none where the contest sets no limit. */
function limitLines({ name, limits: { perUnitMin: min, perUnitMax: max, perChildMax } }: LandingCategory): string[] {
  const unit = min && max ? m.limits_public_between({ name, min, max }) : max ? m.limits_public_most({ name, max }) : min ? m.limits_public_least({ name, min }) : null;
  return [unit, perChildMax ? m.limits_public_child({ name, max: perChildMax }) : null].filter((line) => line !== null);
}

/** Who may enter, with what, and how to send it, from the contest's own rules. */
export function Answers({ contest: { categories, units } }: { contest: Landing }) {
  const divisions = [...new Set(categories.flatMap((category) => category.divisions.map(({ name }) => name)))];
  const most = Math.max(...categories.map(({ maxAuthors }) => maxAuthors));
  return (
    <section className="wrap mt-12 grid gap-8 lg:grid-cols-3" aria-label={m.public_contest_answers()}>
      <Answer colour="red" title={m.public_contest_who()}>
        <p>{m.public_contest_who_where({ count: units.count, units: unitNoun(units.kind) })}</p>
        {divisions.length > 0 ? <p>{m.public_contest_who_divisions({ divisions: divisions.join(", ") })}</p> : null}
        <p>{most > 1 ? m.public_contest_who_group({ count: most }) : m.public_contest_who_alone()}</p>
      </Answer>
      <Answer colour="yellow" title={m.public_contest_what()}>
        {categories.map((category) => (
          <p key={category.code}>
            {m.public_contest_what_category({
              name: category.name,
              rule: lengthOf(category) ?? sizeOf(category) ?? m.public_contest_what_free(),
            })}
          </p>
        ))}
        <p>{m.public_contest_what_own()}</p>
      </Answer>
      <Answer colour="green" title={m.public_contest_how()}>
        <p>{m.public_contest_how_text()}</p>
        {categories.flatMap(limitLines).map((line) => <p key={line}>{line}</p>)}
      </Answer>
    </section>
  );
}

/** The prizes of each category in the first round, and how many go on. */
export function Prizes({ contest: { categories, rounds } }: { contest: Landing }) {
  const withPrizes = categories.filter(({ tiers }) => tiers.length > 0);
  if (withPrizes.length === 0) return null;
  return (
    <section className="wrap mt-12">
      <h2 className="public-section mb-4">{m.public_contest_prizes()}</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        {withPrizes.map((category) => (
          <div key={category.code} className="card">
            <h3 className="section-title">{category.name}</h3>
            <ul className="mt-3 grid gap-2">
              {category.tiers.map(({ name, count, money, gift }) => (
                <li key={name} className="cluster">
                  <TierChip>{name}</TierChip>
                  <span className="num">{m.public_contest_prize_count({ count })}</span>
                  {money > 0 ? <span className="muted num">{formatMoney(money)}</span> : null}
                  {gift ? <span className="muted">{gift}</span> : null}
                </li>
              ))}
            </ul>
            {category.nominees > 0 && rounds[1] ? (
              <p className="small muted mt-4">
                {m.public_contest_nominees({ count: category.nominees, unit: rounds[1].unitName })}
              </p>
            ) : null}
          </div>
        ))}
      </div>
    </section>
  );
}
