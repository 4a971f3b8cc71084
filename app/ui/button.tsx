import { Link } from "@remix-run/react";
import type { LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";
import { m } from "#app/paraglide/messages.js";

/** `primary` once a view; `ok`, `danger` and `danger-line` only at the moment of that decision. */
export type ButtonKind = "primary" | "secondary" | "tertiary" | "danger" | "danger-line" | "ok";
/** `s` is 36 px from 700 px up and 44 px below; `m` is 44 px; `l` is 52 px. */
export type ButtonSize = "s" | "m" | "l";

type Look = {
  kind?: ButtonKind;
  size?: ButtonSize;
  /** Fills the width of its place. */
  full?: boolean;
  icon?: IconName;
  iconAfter?: IconName;
  children: ReactNode;
};

type ButtonProps = Look &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    /** Shows `busyLabel` in the same width and refuses further clicks. */
    busy?: boolean;
    busyLabel?: string;
  };

function look({ kind = "secondary", size = "m", full }: Omit<Look, "children">, className?: string): string {
  return cx("btn", `btn-${kind}`, size !== "m" && `btn-${size}`, full && "btn-full", className);
}

/** A button; submits by default inside a form, as in HTML. Labels are verb + object + number. */
export function Button({
  busy,
  busyLabel,
  kind,
  size,
  full,
  icon,
  iconAfter,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      className={look({ kind, size, full }, rest.className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      <span className="btn-face" aria-hidden={busy || undefined}>
        {icon ? <Icon name={icon} /> : null}
        {children}
        {iconAfter ? <Icon name={iconAfter} /> : null}
      </span>
      {busy ? (
        <span className="btn-busy" role="status">
          <span className="spinner" aria-hidden="true" />
          <span className="btn-busy-word">{busyLabel ?? m.ui_saving()}</span>
        </span>
      ) : null}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing data. */
export function LinkButton({ kind, size, full, icon, iconAfter, children, ...rest }: Look & LinkProps) {
  return (
    <Link {...rest} className={look({ kind, size, full }, rest.className)}>
      <span className="btn-face">
        {icon ? <Icon name={icon} /> : null}
        {children}
        {iconAfter ? <Icon name={iconAfter} /> : null}
      </span>
    </Link>
  );
}
