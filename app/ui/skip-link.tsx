import { m } from "#app/paraglide/messages.js";

/** The id of the one `main` of a page. */
export const MAIN_ID = "main";

/** The first stop of the Tab key on every page. */
export function SkipLink() {
  return (
    <a className="skip-link" href={`#${MAIN_ID}`}>
      {m.ui_skip_to_content()}
    </a>
  );
}
