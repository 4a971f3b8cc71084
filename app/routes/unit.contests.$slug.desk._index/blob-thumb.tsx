import { useEffect, useState } from "react";
import { Thumb } from "#app/ui/artwork.tsx";

/** The small copy of a picture that is on this device only. */
export function BlobThumb({ blob, src }: { blob: Blob | null; src?: string | null }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return <Thumb src={(blob && address) ?? src} size={60} />;
}
