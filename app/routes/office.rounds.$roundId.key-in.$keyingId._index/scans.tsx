import { Form } from "@remix-run/react";
import { fileUrl } from "#app/domain/files/model.ts";
import type { KeyingPage } from "#app/domain/judging/queries/key-in.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { MediaUpload } from "#app/ui/upload/media-upload.tsx";
import type { Transport } from "#app/ui/upload/wire.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";

type Props = { scans: KeyingPage["scans"]; paper: KeyingPage["paper"]; keyingId: string; upload: { transport: Transport; slug: string } };

/** The pictures of the signed paper, and how to add one. */
export function Scans({ scans, paper, keyingId, upload }: Props) {
  const refresh = useRefresh();
  return (
    <Card title={m.keyin_scans()}>
      <p className="field-hint mb-2">{m.keyin_scans_hint()}</p>
      <div className="cluster">
        {scans.map(({ id, fileId }, index) => (
          <Form key={id} method="post" action={`/office/rounds/${paper.roundId}/key-in/scans/${id}/removal`} className="cluster gap-1">
            <input type="hidden" name="keyingId" value={keyingId} />
            <a href={fileUrl(fileId, "1600")} target="_blank" rel="noreferrer" className="pill">
              <img src={fileUrl(fileId, "320")} alt="" width={34} height={34} loading="lazy" className="object-cover" />
              {m.keyin_scan_page({ number: index + 1 })}
            </a>
            <IconButton type="submit" icon="trash" label={m.keyin_scan_remove()} />
          </Form>
        ))}
      </div>
      <div className="mt-3">
        <MediaUpload
          transport={upload.transport} slug={upload.slug} input={paper} place={`scan:${keyingId}`}
          medium="image" camera takeLabel={m.keyin_scan_take()} onDone={refresh}
        />
      </div>
    </Card>
  );
}
