import type { AuthorFacts } from "#app/domain/entries/views.ts";
import { formatVnDate } from "#app/platform/dates.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { methodWords, sexWords } from "#app/ui/entry-words.ts";

function Answer({ given, children }: { given: boolean; children: string }) {
  return (
    <Chip tone={given ? "ok" : "plain"} icon={given ? "check" : "minus"}>
      {given ? children : m.office_entries_consent_none({ purpose: children })}
    </Chip>
  );
}

/** The children of an entry, and what each family agreed to. */
export function Authors({ authors }: { authors: readonly AuthorFacts[] }) {
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
            <span className="cluster mt-2">
              <Answer given={author.takePart}>{m.unit_consent_take_part()}</Answer>
              <Answer given={author.publishWork}>{m.unit_consent_work()}</Answer>
              <Answer given={author.publishName}>{m.unit_consent_name()}</Answer>
            </span>
            {author.method ? (
              <span className="small muted mt-1 block">
                {[methodWords[author.method as keyof typeof methodWords](), author.guardianName].filter(Boolean).join(" · ")}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
