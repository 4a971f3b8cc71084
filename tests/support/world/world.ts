import { createCookie } from "@remix-run/node";
import type { Browser, BrowserContext, BrowserContextOptions } from "@playwright/test";
import { wireModules } from "#app/domain/jobs/catalog.server.ts";
import type { Role } from "#app/domain/people/actor.ts";
import { appointPerson } from "#app/domain/people/commands.server.ts";
import { startSession } from "#app/domain/people/sessions.server.ts";
import { completeSetup, ensureSetupCode } from "#app/domain/people/setup.server.ts";
import { createUnit } from "#app/domain/units/commands.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { type Runtime, startRuntime } from "#app/platform/runtime.server.ts";
import { contextOf, type Stage } from "#db/seeds/demo/stage.ts";
import type { Site } from "#tests/support/site.ts";

/** Somebody who can sign in, by session or by username and PIN. */
export type Resident = { personId: string; username: string; pin: string; token: string; linkToken: string };

/** A small organisation with its people, made by the commands that the pages call; contests are added to it. */
export type World = {
  stage: Stage;
  units: { province: string; district: string; commune: string; school: string };
  people: Record<"administrator" | "organiser" | "secretary" | "provinceOrganiser" | "entrant", Resident>;
};

/** Runs `work` on a site's data from this process, through the same runtime the site opens. */
export async function withRuntime<T>(site: Site, work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const { port } = new URL(site.url);
  const runtime = await startRuntime(readEnv({ NODE_ENV: "production", DATA_DIR: site.dataDir, PORT: port, LOG_LEVEL: "warn" }));
  try {
    wireModules();
    return await work(runtime);
  } finally {
    await runtime.stop();
  }
}

/** Long before any contest of a test begins. */
export const founded = new Date("2024-01-02T02:00:00Z");

/** Sets the empty portal up: province, district, one commune with one school, and somebody at each place. */
export async function raiseWorld(runtime: Runtime): Promise<World> {
  const { db } = runtime;
  const code = await ensureSetupCode(db, founded);
  const identifier = { kind: "username", value: "quan-tri" } as const;
  const { personId, unitId: province } = await completeSetup(
    db,
    { code: code!, unitName: "Tỉnh Lào Cai", unitKind: "province", organisation: "", fullName: "Nông Văn Quản", identifier, pin: "274913" },
    { now: founded, source: "test" },
  );
  const stage: Stage = { runtime, studio: { make: () => Promise.reject(new Error("no studio")), close() {} }, progress() {} };
  const administrator = { personId, username: "quan-tri", pin: "274913", linkToken: "", token: await tokenFor(runtime, personId) };
  const ctx = await contextOf(stage, personId, founded);
  const unit = async (kind: "district" | "commune" | "school", name: string, unitCode: string | null, parentId: string) =>
    (await createUnit(ctx, { kind, name, organisation: "", code: unitCode, parentId, phone: "", validFrom: null })).unitId;
  const district = await unit("district", "Huyện Bảo Yên", "BY", province);
  const commune = await unit("commune", "Nghĩa Đô", "ND", district);
  const school = await unit("school", "Trường Tiểu học Nghĩa Đô", null, commune);
  const resident = (fullName: string, username: string, role: Role, unitId: string) =>
    appoint({ stage, administrator }, { fullName, username, role, unitId });
  return {
    stage,
    units: { province, district, commune, school },
    people: {
      administrator,
      organiser: await resident("Lương Thị Hồng", "ban-to-chuc", "organiser", district),
      secretary: await resident("Triệu Văn Lâm", "thu-ky", "secretary", district),
      provinceOrganiser: await resident("Phùng Thị Mai", "ban-to-chuc-tinh", "organiser", province),
      entrant: await resident("Hà Thị Hằng", "xa-nghia-do", "entrant", commune),
    },
  };
}

type Newcomer = { fullName: string; username: string; role: Role; unitId?: string; roundId?: string };

/** Appoints a person, who keeps the PIN that was printed for them; the link beside it holds for some weeks from `now`. */
export async function appoint(
  { stage, administrator }: { stage: Stage; administrator: Resident },
  { username, ...person }: Newcomer,
  now = founded,
): Promise<Resident> {
  const ctx = await contextOf(stage, administrator.personId, now);
  const identifier = { kind: "username", value: username } as const;
  const { personId, invitation } = await appointPerson(ctx, { ...person, identifier });
  const token = await tokenFor(stage.runtime, personId);
  return { personId, username, pin: invitation?.pin ?? "", linkToken: invitation?.linkToken ?? "", token };
}

/** A second person of the secretariat, since a paper is keyed by two. */
export const appointHelper = ({ stage, people, units }: World): Promise<Resident> =>
  appoint({ stage, administrator: people.administrator }, { fullName: "Lò Thị Mai", username: "thu-ky-2", role: "secretary", unitId: units.district });

async function tokenFor({ db }: Runtime, personId: string): Promise<string> {
  return (await startSession(db, personId, new Date())).token;
}

const cookie = createCookie("vt_session");

/** A browser of its own in which somebody is signed in, or nobody. */
export async function browserOf(
  browser: Browser,
  site: Site,
  resident: Resident | null,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: site.url, locale: "vi-VN", ...options });
  if (!resident) return context;
  const [name, value] = (await cookie.serialize(resident.token)).split(";")[0]!.split("=") as [string, string];
  await context.addCookies([{ name, value, url: site.url, httpOnly: true, sameSite: "Lax" }]);
  return context;
}
