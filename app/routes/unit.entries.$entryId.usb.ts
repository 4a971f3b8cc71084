import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { announceUsb, cancelUsb } from "#app/domain/entries/commands/usb.server.ts";
import { act } from "#app/http/form.server.ts";

const usbForm = z.object({ coming: z.enum(["yes", "no"]), to: z.string().regex(/^\/unit\/[\w/.-]*$/).default("/unit") });

/** The tick that a clip will come on a USB stick; back to the page it was ticked on. */
export const action = (args: ActionFunctionArgs) =>
  act(args, usbForm, async (ctx, { coming, to }) => {
    await (coming === "yes" ? announceUsb : cancelUsb)(ctx, args.params.entryId ?? "");
    return redirect(to);
  });
