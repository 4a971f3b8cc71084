import { Link } from "@remix-run/react";
import type { LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";

type Look = {
  icon: IconName;
  /** Said to screen readers and shown as a tooltip. */
  label: string;
  /** With an edge, where the ground does not show it as a button. */
  bordered?: boolean;
};

/** A 44 × 44 px button with an icon alone; the label is required. */
export function IconButton({
  icon,
  label,
  bordered,
  className,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      {...rest}
      className={cx("icon-btn", bordered && "icon-btn-bordered", className)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}

/** The same as a link. */
export function IconLink({ icon, label, bordered, className, ...rest }: Look & LinkProps) {
  return (
    <Link
      {...rest}
      className={cx("icon-btn", bordered && "icon-btn-bordered", className)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </Link>
  );
}
