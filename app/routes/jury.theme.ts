import { type ActionFunctionArgs, createCookie, redirect } from "@remix-run/node";
import { z } from "zod";
import { act } from "#app/http/form.server.ts";

const themeCookie = createCookie("vt_theme", { path: "/jury", maxAge: 31_536_000, sameSite: "lax" });
const schema = z.object({ theme: z.enum(["dark", "light"]), back: z.string().regex(/^\/jury/).catch("/jury") });

export const action = (args: ActionFunctionArgs) =>
  act(args, schema, async (_, { theme, back }) =>
    redirect(back, { headers: { "Set-Cookie": await themeCookie.serialize(theme) } }),
  );
