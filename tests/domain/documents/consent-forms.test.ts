import { beforeAll, describe, expect, it } from "vitest";
import { consentForms, drawForms } from "#app/domain/documents/consent-forms.server.ts";
import { publishConsentText } from "#app/domain/entries/commands/publish-consent-text.server.ts";
import { defaultWording, wordingLimits } from "#app/domain/entries/consent-wording.ts";
import { consentWordingSchema } from "#app/domain/entries/consent-wording-form.ts";
import { parseFormCode, formPayload } from "#app/domain/entries/form-code.server.ts";
import { listContestChildren } from "#app/domain/entries/queries/contest-children.server.ts";
import { findUnitContest, type UnitContest } from "#app/domain/entries/queries/for-unit.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import { purposes } from "#app/domain/entries/states.ts";
import { writePdf } from "#app/platform/pdf.server.ts";
import { as, authorOf, during, makeWorld, readyDraft, submitted, type World } from "#tests/domain/entries/world.ts";
import { freshDb } from "#tests/support/database.ts";
import { readPdf } from "#tests/support/pdf.ts";

const fresh = freshDb();
let world: World;
let contest: UnitContest;
const ctx = () => as(world, world.teacher);
const print = async (how = { blank: false, lacking: false }) => consentForms(ctx(), contest, how);

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  const { slug } = await fresh.db.selectFrom("contests").select("slug").executeTakeFirstOrThrow();
  contest = await findUnitContest(ctx(), slug);
  await submitted(world, { form: { authors: [authorOf(), authorOf({ fullName: "Nguyễn Trần Thị Phương Thảo Hương Giang Kiều Oanh" })] } });
  await readyDraft(world, { form: { authors: [authorOf({ fullName: "Lò Thị Mận", takePart: false, className: "1A", birth: { iso: "2020-01-05", precision: "day" }, assented: false })] } });
});

describe("printed consent forms", () => {
  it("stand two to a sheet with each child's name and code, and the law that holds", async () => {
    const pdf = await print();
    const { pages, text } = readPdf(pdf);
    const all = text.join("\n");
    const { rows } = await listContestChildren(ctx(), world.contestId, {});
    expect(pages).toBe(2);
    for (const { fullName, code } of rows) expect(text).toEqual(expect.arrayContaining([`Họ và tên em: ${fullName}`, formatSlip(code)]));
    expect(all).toContain("91/2025/QH15");
    expect(all).toContain("356/2025/NĐ-CP");
    expect(all).not.toContain("13/2023");
    expect(text.filter((line) => line === "Em (từ 7 tuổi)")).toHaveLength(2);
    expect((await print()).equals(pdf)).toBe(true);
  });

  it("can be those of children who cannot take part yet, or blank for a pen", async () => {
    const lacking = readPdf(await print({ blank: false, lacking: true }));
    expect(lacking.text.filter((line) => line.startsWith("Họ và tên em: "))).toEqual(["Họ và tên em: Lò Thị Mận"]);
    const blank = readPdf(await print({ blank: true, lacking: false }));
    expect([blank.pages, blank.text.filter((line) => line.startsWith("Họ và tên em: ....")).length]).toEqual([1, 2]);
  });

  it("keep their half of the sheet with room to sign, however long the words", async () => {
    const longest = (max: number, word: string) => word.repeat(max).slice(0, max);
    for (const word of ["nghiêng ", "MWƯỜ", "Ư "]) {
      const sentences = Object.fromEntries(purposes.map((purpose) => [purpose, longest(wordingLimits.purpose, word)]));
      const wording = {
        opening: longest(wordingLimits.opening, word), rights: longest(wordingLimits.rights, word), purposes: sentences as never,
      };
      const names = { fullName: longest(100, word), unitName: longest(150, word), className: longest(80, word) };
      const [known] = (await listContestChildren(ctx(), world.contestId, {})).rows;
      const form = { contest: { ...contest, name: longest(200, word), organiser: longest(150, word) }, text: { version: 9, wording }, today: "2026-08-20" };
      const pdf = await writePdf({ title: "Phiếu", createdAt: during }, (pen) =>
        drawForms(pen, [{ ...form, child: { ...known!, ...names } }, { ...form, child: null }, { ...form, child: null }]));
      expect(readPdf(pdf).pages).toBe(2);
    }
  });

  it("bear the wording that the organiser published last, and families keep the one they read", async () => {
    const organiser = { ...world.secretary, appointments: [{ role: "organiser" as const, unitId: world.district, roundId: null }] };
    const form = { ...defaultWording, opening: "Mời gia đình đọc kỹ.", reason: "Theo góp ý" };
    await expect(publishConsentText(as(world, world.secretary), world.contestId, form)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await publishConsentText(as(world, organiser), world.contestId, form)).toEqual({ version: 2 });
    expect(await publishConsentText(as(world, organiser), world.contestId, form)).toEqual({ version: 2 });
    const text = readPdf(await print()).text;
    expect([text.includes("Mời gia đình đọc kỹ."), text.some((line) => line.endsWith("Lời văn số 2"))]).toEqual([true, true]);
    await submitted(world, { form: { authors: [authorOf({ fullName: "Vàng Seo Dìn" })] } });
    const rows = await fresh.db.selectFrom("consents").select("text_version").distinct().orderBy("text_version").execute();
    expect(rows.map(({ text_version }) => text_version)).toEqual([1, 2]);
    expect(consentWordingSchema.safeParse({ ...form, rights: "" }).success).toBe(false);
  });

  it("bear a code that leads back to the child, typed or scanned", async () => {
    const { rows } = await listContestChildren(ctx(), world.contestId, {});
    for (const { childId, code } of rows) {
      for (const read of [formatSlip(code).toLowerCase(), formPayload(code)]) {
        const found = await listContestChildren(ctx(), world.contestId, { code: parseFormCode(read) });
        expect(found.rows.map((row) => row.childId)).toEqual([childId]);
      }
    }
    const strange = await listContestChildren(as(world, world.stranger), world.contestId, { code: rows[0]!.code });
    expect(strange.rows).toEqual([]);
    expect(parseFormCode("KHONG-CO")).toBeNull();
  });
});
