import { Form, useLocation } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { IconButton } from "#app/ui/icon-button.tsx";

/** The judge's own switches in the bar: the ground under the works, and the way out. */
export function JuryActions({ theme }: { theme: "dark" | "light" }) {
  const { pathname, search } = useLocation();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <>
      <Form method="post" action="/jury/theme">
        <input type="hidden" name="back" value={pathname + search} />
        <input type="hidden" name="theme" value={other} />
        <IconButton
          type="submit"
          icon={other === "light" ? "sun" : "moon"}
          label={other === "light" ? m.jury_theme_light() : m.jury_theme_dark()}
        />
      </Form>
      <Form method="post" action="/sign-out" reloadDocument>
        <IconButton type="submit" icon="logout" label={m.common_sign_out()} />
      </Form>
    </>
  );
}
