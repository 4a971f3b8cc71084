import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerUploadThing } from "#app/http/uploads/router.server.ts";

/** UploadThing's address: asks for leave to send a file, and hears of files that have arrived. */
export const action = ({ request }: ActionFunctionArgs) => answerUploadThing(request);

/** The public limits of each kind of upload, for UploadThing's own clients. */
export const loader = ({ request }: LoaderFunctionArgs) => answerUploadThing(request);
