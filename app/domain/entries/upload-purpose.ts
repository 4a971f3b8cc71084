import { z } from "zod";

/**
 * What a file sent for an entry is: the work that is judged and shown, or the photo as it was taken, kept beside a
 * straightened work. `pair` is drawn on the device and the same for the two. A work cut again from the original that
 * is kept already names that one in `cutFrom` and leaves it in its place. With `ifEmpty` it never replaces a work.
 */
export const uploadPurposeSchema = z.object({
  entryId: z.uuid(),
  role: z.enum(["work", "original"]).default("work"),
  pair: z.string().regex(/^[0-9a-f]{16}$/).nullable().default(null),
  cutFrom: z.uuid().nullable().default(null),
  ifEmpty: z.boolean().default(false),
});

export type UploadPurpose = z.output<typeof uploadPurposeSchema>;

/** What was asked for, or null when it is none of ours. An original without a pair belongs to nothing. */
export function readPurpose(input: unknown): UploadPurpose | null {
  const { data } = uploadPurposeSchema.safeParse(input);
  return data && (data.role === "work" || data.pair !== null) ? data : null;
}

/** An original may be this large, in bytes, whatever its category allows: the picture that counts is the small one. */
export const maxOriginalBytes = 64 * 1024 * 1024;
