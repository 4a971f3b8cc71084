import type { OfficeEntry } from "#app/domain/entries/queries/for-office.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { MediaUpload } from "#app/ui/upload/media-upload.tsx";
import type { Transport } from "#app/ui/upload/wire.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";

type Props = { entry: Pick<OfficeEntry, "entryId" | "usb"> & { file: unknown }; upload: { transport: Transport; slug: string } };

/** A clip that the unit brings on a USB stick: said so, and put to the entry by the secretariat until judging begins. */
export function UsbCard({ entry, upload }: Props) {
  const refresh = useRefresh();
  if (!entry.usb.announced) return null;
  return (
    <Card title={m.desk_office_usb_title()} tone={entry.file ? "plain" : "warn"}>
      <p className="mb-3">{entry.file ? m.desk_office_usb_received() : m.desk_office_usb_waiting()}</p>
      {entry.usb.open ? (
        <MediaUpload
          transport={upload.transport} slug={upload.slug} input={{ entryId: entry.entryId }} place={`usb:${entry.entryId}`} medium="video"
          replaces={Boolean(entry.file)} onDone={refresh}
        />
      ) : null}
    </Card>
  );
}
