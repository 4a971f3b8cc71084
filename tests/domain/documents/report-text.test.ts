import { describe, expect, it } from "vitest";
import { reportSentence, type SentenceFacts, unitNounVi } from "#app/domain/documents/report-text.ts";

const reference: SentenceFacts = {
  units: { invited: 14, participating: 14 },
  unitKind: "commune",
  categories: [
    { name: "Tranh vẽ", received: 85, awarded: 6, nominated: 16 },
    { name: "Video clip", received: 12, awarded: 1, nominated: 5 },
  ],
  nextUnitKind: "province",
};

describe("the sentence of a report", () => {
  it("reads as the organiser's report of the reference contest", () => {
    expect(reportSentence(reference)).toBe(
      "14/14 xã tham gia; 85 tranh vẽ, 12 video; 6 tranh vẽ, 1 video được trao giải; " +
        "chọn 16 tranh vẽ, 05 video gửi tham gia vòng thi cấp Tỉnh",
    );
  });

  it("leaves out what has not happened, and categories without any", () => {
    const early = reference.categories.map((category) => ({ ...category, awarded: 0, nominated: 0 }));
    expect(reportSentence({ ...reference, categories: early })).toBe("14/14 xã tham gia; 85 tranh vẽ, 12 video");
    const none = early.map((category) => ({ ...category, received: 0 }));
    expect(reportSentence({ ...reference, units: { invited: 14, participating: 0 }, categories: none })).toBe(
      "0/14 xã tham gia; chưa có bài dự thi",
    );
    expect(reportSentence({ ...reference, categories: [reference.categories[0]!] })).toBe(
      "14/14 xã tham gia; 85 tranh vẽ; 6 tranh vẽ được trao giải; chọn 16 tranh vẽ gửi tham gia vòng thi cấp Tỉnh",
    );
  });

  it("does not send on where no round follows", () => {
    expect(reportSentence({ ...reference, unitKind: "district", nextUnitKind: null })).toBe(
      "14/14 huyện tham gia; 85 tranh vẽ, 12 video; 6 tranh vẽ, 1 video được trao giải",
    );
  });

  it("names the level above and keeps names apart that would become one", () => {
    const clips = [
      { name: "Video clip", received: 1200, awarded: 0, nominated: 10 },
      { name: "Video", received: 3, awarded: 0, nominated: 9 },
    ];
    expect(reportSentence({ ...reference, unitKind: null, categories: clips, nextUnitKind: "centre" })).toBe(
      "14/14 đơn vị tham gia; 1.200 video clip, 3 video; chọn 10 video clip, 09 video gửi tham gia vòng thi cấp Trung ương",
    );
    expect(unitNounVi("school")).toBe("trường");
  });
});
