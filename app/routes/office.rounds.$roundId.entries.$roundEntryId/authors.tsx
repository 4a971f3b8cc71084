import { Link } from "@remix-run/react";
import type { Medium } from "#app/domain/contests/model.ts";
import { purposeFields, purposes } from "#app/domain/entries/states.ts";
import type { AuthorFacts } from "#app/domain/entries/views.ts";
import { formatVnDate } from "#app/platform/dates.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { ConsentStates } from "#app/ui/consent-states.tsx";
import { methodWords, sexWords } from "#app/ui/entry-words.ts";

/** The children of an entry, and what each family agreed to. */
export function Authors({ entryId, medium, authors }: { entryId: string; medium: Medium; authors: readonly AuthorFacts[] }) {
  return (
    <Card title={m.office_entries_authors({ count: authors.length })}>
      <ul className="stack">
        {authors.map((author) => (
          <li key={author.childId}>
            <b>{author.fullName}</b>
            <span className="small muted block">
              {[
                formatVnDate(author.birthDate, author.birthPrecision),
                author.className,
                sexWords[author.sex](),
                author.ethnicity ?? m.office_entries_ethnicity_none(),
              ].filter(Boolean).join(" · ")}
            </span>
            <div className="stack mt-2">
              <ConsentStates
                agreed={purposes.filter((purpose) => author[purposeFields[purpose]])} waiting={author.waiting} medium={medium}
              />
            </div>
            {author.method ? (
              <span className="small muted mt-1 block">
                {[methodWords[author.method as keyof typeof methodWords](), author.guardianName].filter(Boolean).join(" · ")}
              </span>
            ) : null}
            {author.answered ? (
              <Link className="small" to={`/office/entries/${entryId}/consents/${author.childId}/withdrawal`}>{m.consent_withdraw_link()}</Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
