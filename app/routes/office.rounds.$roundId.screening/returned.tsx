import { Form } from "@remix-run/react";
import { returnLine } from "#app/http/return-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { KeyHint } from "#app/ui/key-hint.tsx";
import type { Desk, DeskItem } from "./desk.server.ts";
import { Keys } from "./keys.tsx";

/** Where to go after a verdict: the next entry of the same view. */
export const backOf = ({ view, search, next }: Desk) =>
  new URLSearchParams({ view, ...(search ? { q: search } : {}), ...(next ? { entry: next } : {}) }).toString();

/** The way to returning the entry in hand. */
export function ReturnLink({ desk, at }: { desk: Desk; at: string }) {
  return (
    <p className="mt-3">
      <LinkButton to={`${at}/correction?${new URLSearchParams({ back: backOf(desk) })}`} icon="undo" full id="return-entry">
        {m.returns_desk_return()} <KeyHint>T</KeyHint>
      </LinkButton>
    </p>
  );
}

/** What was returned: parts, reason and day, with the ways to change or end it. */
export function Returned({ desk, item, at }: { desk: Desk; item: DeskItem; at: string }) {
  const { returned } = item;
  if (!returned) return null;
  const here = new URLSearchParams({ view: desk.view, entry: item.id }).toString();
  return (
    <Card title={m.returns_desk_title()} tone="warn">
      <p><b>{returnLine(returned)}</b></p>
      <p className="mt-1">{returned.reason}</p>
      <p className="small muted num mt-1">{m.office_entries_event_by({ by: returned.by ?? "", at: formatDateTime(returned.at) })}</p>
      {desk.mayReturn ? (
        <div className="cluster mt-3">
          <LinkButton to={`${at}/correction?${new URLSearchParams({ back: here })}`} size="s" icon="pencil" id="return-entry">{m.returns_desk_again()}</LinkButton>
          <Form method="post" action={`${at}/takeback`}>
            <input type="hidden" name="back" value={here} />
            <Button size="s" icon="undo">{m.returns_desk_take_back()}</Button>
          </Form>
        </div>
      ) : null}
      <Keys />
    </Card>
  );
}
