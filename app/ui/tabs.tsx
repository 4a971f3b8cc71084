import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatCount } from "#app/ui/format.ts";

/** One view of the same subject, at its own address. */
export type Tab = { to: string; label: ReactNode; count?: number; current: boolean };

type TabsProps = {
  /** Names the group for screen readers. */
  label: string;
  tabs: readonly Tab[];
  /** `trough` for tools, `line` above a picture, `pills` for filters. */
  look?: "trough" | "line" | "pills";
};

/** Views as links: each has an address, works without script and can be sent to a colleague. */
export function Tabs({ label, tabs, look = "trough" }: TabsProps) {
  const pills = look === "pills";
  return (
    <nav className={pills ? "pills" : `tabs tabs-${look}`} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          preventScrollReset
          className={pills ? "pill" : "tab"}
          aria-current={tab.current ? "page" : undefined}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="pill-count num">{formatCount(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
