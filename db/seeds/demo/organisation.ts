import { appointPerson } from "#app/domain/people/commands.server.ts";
import type { Role } from "#app/domain/people/actor.ts";
import { completeSetup, ensureSetupCode } from "#app/domain/people/setup.server.ts";
import { createUnit, createUnits } from "#app/domain/units/commands.server.ts";
import { type ReferenceEntry } from "./reference.ts";
import { contextOf, type Stage } from "./stage.ts";

/** A sign-in that the demo prints. `does` says what there is to do for it. */
export type DemoAccount = { role: Role; name: string; username: string; pin: string; does: string };

/** The invented organisation: ids by the names the tables use. */
export type Organisation = {
  administratorId: string;
  provinceId: string;
  districtId: string;
  communeIds: Map<string, string>;
  schoolIds: Map<string, string>;
  entrantIds: Map<string, string>;
  accounts: DemoAccount[];
};

const founded = new Date("2023-07-01T01:00:00Z");
const administrator = { fullName: "Nông Văn Quản (mẫu)", username: "quan-tri", pin: "274913" };

const unit = (kind: "district" | "commune", name: string, organisation: string, code: string, parentId: string) =>
  ({ kind, name, organisation, code, parentId, phone: "", validFrom: null }) as const;

/** Sets up the empty portal as a newcomer would: province, district, 14 communes with their schools, one officer each. */
export async function raiseOrganisation(stage: Stage, entries: readonly ReferenceEntry[]): Promise<Organisation> {
  const { db } = stage.runtime;
  const code = await ensureSetupCode(db, founded);
  if (!code) throw new Error("the installation has been set up already");
  const { personId, unitId } = await completeSetup(
    db,
    {
      code,
      unitName: "Tỉnh Lào Cai",
      unitKind: "province",
      organisation: "Hội LHPN tỉnh Lào Cai",
      fullName: administrator.fullName,
      identifier: { kind: "username", value: administrator.username },
      pin: administrator.pin,
    },
    { now: founded, source: "demo" },
  );
  const ctx = await contextOf(stage, personId, founded);
  const district = await createUnit(
    ctx,
    unit("district", "Huyện Bảo Yên", "Hội LHPN huyện Bảo Yên", "BY", unitId),
  );
  const organisation: Organisation = {
    administratorId: personId,
    provinceId: unitId,
    districtId: district.unitId,
    communeIds: new Map(),
    schoolIds: new Map(),
    entrantIds: new Map(),
    accounts: [
      {
        role: "administrator",
        name: administrator.fullName,
        username: administrator.username,
        pin: administrator.pin,
        does: "lập đơn vị, tài khoản, cuộc thi",
      },
    ],
  };
  await raiseCommunes(stage, organisation, entries);
  return organisation;
}

async function raiseCommunes(stage: Stage, organisation: Organisation, entries: readonly ReferenceEntry[]) {
  const ctx = await contextOf(stage, organisation.administratorId, founded);
  const communes = new Map(entries.map((entry) => [entry.commune, entry.communeCode]));
  for (const [commune, code] of communes) {
    const { unitId } = await createUnit(
      ctx,
      unit("commune", commune, `Hội LHPN xã ${commune}`, code, organisation.districtId),
    );
    organisation.communeIds.set(commune, unitId);
    const schools = [...new Set(entries.filter((entry) => entry.commune === commune).map((entry) => entry.school))];
    const { unitIds } = await createUnits(ctx, { names: schools.join("\n"), kind: "school", parentId: unitId });
    schools.forEach((school, index) => organisation.schoolIds.set(school, unitIds[index]!));
  }
}

/** Appoints a person and returns their id; a new person's PIN goes into the printed list when `does` is given. */
export async function appoint(
  stage: Stage,
  organisation: Organisation,
  person: { fullName: string; username: string; role: Role; unitId?: string; roundId?: string; does?: string },
): Promise<string> {
  const ctx = await contextOf(stage, organisation.administratorId, founded);
  const { fullName, username, role, unitId, roundId } = person;
  const { personId, invitation } = await appointPerson(ctx, {
    fullName,
    identifier: { kind: "username", value: username },
    role,
    unitId,
    roundId,
  });
  if (invitation && person.does) {
    organisation.accounts.push({ role, name: fullName, username, pin: invitation.pin, does: person.does });
  }
  return personId;
}
