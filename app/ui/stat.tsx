import type { ReactNode } from "react";

/** A number and what it counts. */
export function Stat({ value, label }: { value: ReactNode; label: ReactNode }) {
  return (
    <div className="stat">
      <span className="stat-value">{value}</span>
      <span className="stat-label">{label}</span>
    </div>
  );
}

/** Numbers side by side; they come after what there is to do. */
export function Stats({ children }: { children: ReactNode }) {
  return <div className="stats">{children}</div>;
}
