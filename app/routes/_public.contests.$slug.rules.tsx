import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { type Extension, findRules, type RulesVersion } from "#app/domain/contests/landing.server.ts";
import { loadPublic } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { formatDate, formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  loadPublic(args, async ({ db }) => {
    const asked = new URL(args.request.url).searchParams.get("version");
    const slug = args.params.slug ?? "";
    const rules = await findRules(db, slug, asked && /^\d{1,6}$/.test(asked) ? Number(asked) : undefined);
    if (!rules) throw new DomainError("not-found", "contest-unknown");
    return { slug, rules };
  });

/** The text as it was written: a line that begins with a number and a full stop is a heading. */
function RulesText({ body }: { body: string }) {
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  return (
    <div className="grid max-w-[70ch] gap-2 text-[1.0625rem]">
      {lines.map((line, at) =>
        /^(?:\d{1,2}|[IVX]{1,5})\.\s/.test(line) ? (
          <h2 key={at} className="section-title mt-5 first:mt-0">{line}</h2>
        ) : (
          <p key={at}>{line}</p>
        ),
      )}
    </div>
  );
}

function Version({ version, shown, slug }: { version: RulesVersion; shown: boolean; slug: string }) {
  const title = m.public_rules_version({ version: version.version });
  return (
    <li className="border-t border-line py-3">
      {shown ? <b aria-current="page">{title}</b> : <Link to={`/contests/${slug}/rules?version=${version.version}`}>{title}</Link>}
      <p className="small muted">
        {m.public_rules_published({ date: formatDate(version.publishedAt) })}
        {version.documentNo ? ` · ${m.public_rules_document({ document: version.documentNo })}` : ""}
      </p>
      {version.reason ? <p className="small">{version.reason}</p> : null}
    </li>
  );
}

function ExtensionRow({ extension }: { extension: Extension }) {
  const { oldEndsAt, newEndsAt, reason, documentNo, extendedAt } = extension;
  return (
    <li className="border-t border-line py-3">
      <b>{m.public_rules_extended({ to: formatDateTime(newEndsAt) })}</b>
      <p className="small muted">
        {m.public_rules_published({ date: formatDate(extendedAt) })}
        {oldEndsAt ? ` · ${m.public_rules_extended_before({ from: formatDateTime(oldEndsAt) })}` : ""}
        {documentNo ? ` · ${m.public_rules_document({ document: documentNo })}` : ""}
      </p>
      <p className="small">{reason}</p>
    </li>
  );
}

export default function Rules() {
  const { slug, rules } = useLoaderData<typeof loader>();
  const { shown, versions, extensions } = rules;
  const latest = versions[0];
  const old = latest !== undefined && shown.version !== latest.version;
  return (
    <div className="wrap py-8 lg:py-12">
      <p className="eyebrow">
        <Link to={`/contests/${slug}`}>{rules.name} · {rules.year}</Link>
      </p>
      <h1 className="public-heading mt-1">{m.public_rules_heading()}</h1>
      <p className="mt-2 text-text-2">
        {m.public_rules_shown({ version: shown.version, date: formatDate(shown.publishedAt) })}
        {shown.documentNo ? ` · ${m.public_rules_document({ document: shown.documentNo })}` : ""}
      </p>
      {old ? (
        <div className="mt-5">
          <Note tone="warn" title={m.public_rules_old()}>
            <Link to={`/contests/${slug}/rules`}>{m.public_rules_to_latest({ version: latest.version })}</Link>
          </Note>
        </div>
      ) : null}
      <div className="split mt-8">
        <article className="card">
          <RulesText body={shown.body} />
        </article>
        <aside className="card">
          <h2 className="section-title mb-3">{m.public_rules_versions()}</h2>
          <ul>
            {versions.map((version) => (
              <Version key={version.version} version={version} shown={version.version === shown.version} slug={slug} />
            ))}
          </ul>
          {extensions.length > 0 ? (
            <>
              <h2 className="section-title mb-3 mt-6">{m.public_rules_extensions()}</h2>
              <ul>
                {extensions.map((extension) => (
                  <ExtensionRow key={extension.extendedAt.getTime()} extension={extension} />
                ))}
              </ul>
            </>
          ) : null}
        </aside>
      </div>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? m.public_rules_title({ name: data.rules.name }) : m.common_app_name() },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
