import { Fragment, type ReactNode } from "react";
import type { EntryVersion } from "#app/domain/entries/queries/versions.server.ts";
import type { VersionPart } from "#app/domain/entries/versions.ts";
import { filePicture } from "#app/domain/entries/views.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import { versionPartWords } from "#app/http/return-words.ts";
import { formatVnDate } from "#app/platform/dates.ts";
import { m } from "#app/paraglide/messages.js";
import { Artwork } from "#app/ui/artwork.tsx";
import { Card } from "#app/ui/card.tsx";
import { sexWords } from "#app/ui/entry-words.ts";
import { formatDateTime } from "#app/ui/format.ts";

type Props = { version: EntryVersion; changed: readonly VersionPart[] };

/** One version of a work; the parts that the later one changed are marked in both, in words and colour. */
export function Version({ version, changed }: Props) {
  const { number, at, by, form, divisionName, file } = version;
  const authors = form.authors.map(({ fullName, birthDate, birthPrecision, className, sex, ethnicity }) =>
    [fullName, formatVnDate(birthDate, birthPrecision), className, sexWords[sex](), ethnicity].filter(Boolean).join(" · "));
  const rows: [VersionPart, ReactNode][] = [
    ["title", <span key="title" className="hand text-[1.125rem]">{form.title}</span>],
    ["statement", form.statement ? <span key="statement" className="hand whitespace-pre-line">{form.statement}</span> : null],
    ["material", [form.material, form.paperSize].filter(Boolean).join(" · ")],
    ["authors", authors.map((author) => <span key={author} className="block">{author}</span>)],
    ["mentor", [form.mentorName, form.mentorPhone].filter(Boolean).join(" · ")],
  ];
  return (
    <Card title={m.returns_version({ number })} aside={<span className="small muted num">{[formatDateTime(at), by].filter(Boolean).join(" · ")}</span>}>
      <div className="stack">
        <Marked on={changed.includes("file")}>
          <Shown file={file} title={form.title} />
        </Marked>
        <dl className="facts">
          {rows.map(([part, words]) => (
            <Fragment key={part}>
              <dt className="first-letter:uppercase">{versionPartWords[part]()}</dt>
              <dd>
                <Marked on={changed.includes(part)}>{words || "–"}</Marked>
              </dd>
            </Fragment>
          ))}
          {divisionName ? (
            <>
              <dt>{m.returns_division()}</dt>
              <dd>{divisionName}</dd>
            </>
          ) : null}
        </dl>
      </div>
    </Card>
  );
}

function Marked({ on, children }: { on: boolean; children: ReactNode }) {
  if (!on) return <>{children}</>;
  return (
    <mark className="block rounded-[6px] bg-(--warn-bg) p-2 text-text">
      <span className="small block font-semibold text-warn">{m.returns_changed()}</span>
      {children}
    </mark>
  );
}

function Shown({ file, title }: { file: EntryVersion["file"]; title: string }) {
  if (!file) return <p className="muted">{m.office_entries_file_none()}</p>;
  const { sources, small } = filePicture(file);
  const whole = fileUrl(file.id, file.medium === "video" || !small ? "original" : "1600");
  return (
    <a href={whole} target="_blank" rel="noreferrer" className="block">
      {small ? (
        <Artwork sources={sources} width={file.width ?? 4} height={file.height ?? 3} alt={title} sizes="(min-width: 1024px) 45vw, 100vw" thumbhash={file.thumbhash} eager />
      ) : (
        m.media_preview_making()
      )}
    </a>
  );
}
