import { useEffect, useState } from "react";
import { Button } from "#app/ui/button.tsx";

/** Opens the browser's print window; not shown where no script runs, since the browser's own menu prints too. */
export function PrintButton({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return null;
  return (
    <Button type="button" kind="primary" icon="print" onClick={() => window.print()}>
      {label}
    </Button>
  );
}
