import type { ProofView } from "#app/domain/entries/consent-proofs.server.ts";
import { consentMethods } from "#app/domain/entries/states.ts";
import { fileUrl } from "#app/domain/files/model.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DateField } from "#app/ui/date-field.tsx";
import { methodWords } from "#app/ui/entry-words.ts";
import { Select } from "#app/ui/field.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { IconButton } from "#app/ui/icon-button.tsx";
import { MediaUpload } from "#app/ui/upload/media-upload.tsx";
import type { Transport } from "#app/ui/upload/wire.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";

type Props = {
  proofs: readonly ProofView[];
  upload: { transport: Transport; slug: string; contestId: string };
  typed: (name: string) => string | undefined;
  at: string;
  today: string;
};

/** The form of the buttons that delete a picture: one apart, so that Enter in a row saves and never deletes. */
export const removalForm = "proof-removal";

/** What a stack of forms shares: the day, the way, and the picture of the stack. */
export function Shared({ proofs, upload, typed, at, today }: Props) {
  const refresh = useRefresh();
  return (
    <Card title={m.consent_shared_title()}>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField name="givenOn" label={m.consent_shared_given_on()} hint={m.consent_shared_given_on_hint()} defaultValue={typed("givenOn") ?? today} />
        <Select
          name="method" label={m.unit_consent_method()} defaultValue={typed("method") ?? "paper"}
          options={consentMethods.map((value) => ({ value, label: methodWords[value]() }))}
        />
      </div>
      <fieldset className="mt-4">
        <legend className="field-label mb-2">{m.consent_proof()}</legend>
        <p className="field-hint mb-2">{m.consent_proof_hint()}</p>
        <div className="cluster">
          <label className="pill">
            <input type="radio" name="proofId" value="" defaultChecked={!typed("proofId")} /> {m.consent_proof_none()}
          </label>
          {proofs.map(({ id, fileId, createdAt, used }) => (
            <span key={id} className="cluster gap-1">
              <label className="pill">
                <input type="radio" name="proofId" value={id} defaultChecked={typed("proofId") === id} />
                <img src={fileUrl(fileId, "320")} alt="" width={34} height={34} loading="lazy" className="object-cover" />
                {m.consent_proof_at({ at: formatDateTime(createdAt) })}
              </label>
              {used ? null : (
                <IconButton type="submit" form={removalForm} formAction={`${at}/proofs/${id}/removal`} icon="trash" label={m.consent_proof_remove()} />
              )}
            </span>
          ))}
        </div>
        <div className="mt-3">
          <MediaUpload
            transport={upload.transport} slug={upload.slug} input={{ contestId: upload.contestId }} place={`proof:${upload.contestId}`}
            medium="image" camera takeLabel={m.consent_proof_take()} onDone={refresh}
          />
        </div>
      </fieldset>
    </Card>
  );
}
