import { Form, useLocation } from "@remix-run/react";
import { m } from "#app/paraglide/messages.js";
import { getLocale } from "#app/paraglide/runtime.js";
import { FootButton } from "#app/ui/side-nav.tsx";

const otherLocale = () => (getLocale() === "vi" ? "en" : "vi");

/** The button that shows the site in the other language and stays on this page. */
export function LanguageSwitch({ foot = false }: { foot?: boolean }) {
  const { pathname, search } = useLocation();
  const other = otherLocale();
  const label = other === "en" ? m.common_in_english() : m.common_in_vietnamese();
  return (
    <Form method="post" action="/language" reloadDocument>
      <input type="hidden" name="back" value={pathname + search} />
      {foot ? (
        <FootButton icon="globe" name="locale" value={other} label={label} />
      ) : (
        <button type="submit" name="locale" value={other} className="public-link" lang={other}>
          {label}
        </button>
      )}
    </Form>
  );
}

/** The foot of every signed-in frame: the language and the way out. */
export function SignedInFoot() {
  return (
    <>
      <LanguageSwitch foot />
      <Form method="post" action="/sign-out" reloadDocument>
        <FootButton icon="logout" label={m.common_sign_out()} />
      </Form>
    </>
  );
}
