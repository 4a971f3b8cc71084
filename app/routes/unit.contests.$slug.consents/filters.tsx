import { Form } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Tabs } from "#app/ui/tabs.tsx";

export const addressOf = (slug: string, query: { view?: string; after?: string }): string => {
  const kept = Object.entries(query).filter(([, value]) => value && value !== "lacking");
  return `/unit/contests/${slug}/consents${kept.length > 0 ? `?${new URLSearchParams(kept)}` : ""}`;
};

type Props = { slug: string; view: string; code: string; counts: { lacking: number; total: number } };

/** Who still lacks the family's word, everybody, or the child of the form in one's hand. */
export function Filters({ slug, view, code, counts }: Props) {
  return (
    <div className="flex flex-wrap items-end gap-4">
      <Tabs
        label={m.consent_sheet_title()} look="pills"
        tabs={[
          { to: addressOf(slug, {}), label: m.consent_sheet_lacking(), count: counts.lacking, current: view === "lacking" && code === "" },
          { to: addressOf(slug, { view: "all" }), label: m.consent_sheet_all(), count: counts.total, current: view === "all" && code === "" },
        ]}
      />
      <Form method="get" className="flex items-end gap-3" role="search">
        <TextField name="code" label={m.consent_sheet_code()} defaultValue={code} autoComplete="off" autoCapitalize="characters" />
        <Button icon="search">{m.consent_sheet_find()}</Button>
      </Form>
      <LinkButton to={`/unit/contests/${slug}/consents/forms.pdf?blank=yes`} reloadDocument kind="tertiary" icon="print">{m.consent_sheet_print_blank()}</LinkButton>
    </div>
  );
}
