/** The figures the story must end with; written by hand from what its chapters do. */

const none = { rejected: 0, withdrawn: 0, nominated: 0 };

export const districtResults = (contest: { slug: string; name: string }) => ({
  contest,
  round: { name: "Vòng Huyện Bảo Yên", unit: "Huyện Bảo Yên" },
  units: { invited: 3, participating: 3 },
  categories: [
    {
      code: "TV", name: "Tranh vẽ", received: 5, valid: 3, rejected: 1, withdrawn: 1, judged: 3, awarded: 2,
      tiers: [{ name: "Nhất", count: 1 }, { name: "Nhì", count: 1 }], nominated: 2,
    },
    {
      ...none, code: "VC", name: "Video clip", received: 2, valid: 2, judged: 2, awarded: 1,
      tiers: [{ name: "Nhất", count: 1 }], nominated: 1,
    },
  ],
});

export const provinceResults = (contest: { slug: string; name: string }) => ({
  contest,
  round: { name: "Vòng Tỉnh Lào Cai", unit: "Tỉnh Lào Cai" },
  units: { invited: 1, participating: 1 },
  categories: [
    {
      ...none, code: "TV", name: "Tranh vẽ", received: 2, valid: 2, judged: 2, awarded: 2,
      tiers: [{ name: "Nhất", count: 1 }, { name: "Nhì", count: 1 }, { name: "Ba", count: 0 }],
    },
    {
      ...none, code: "VC", name: "Video clip", received: 1, valid: 1, judged: 1, awarded: 1,
      tiers: [{ name: "Nhất", count: 1 }, { name: "Nhì", count: 0 }, { name: "Ba", count: 0 }],
    },
  ],
});

export const sentence =
  "3/3 xã tham gia; 5 tranh vẽ, 2 video; 2 tranh vẽ, 1 video được trao giải; " +
  "chọn 02 tranh vẽ, 01 video gửi tham gia vòng thi cấp Tỉnh.";

/** The table by commune in the downloaded file: received by category and in all, verdicts, prizes, nominees, children. */
export const communeTable = [
  ["STT", "Đơn vị", "Tranh vẽ", "Video clip", "Tổng số bài", "Hợp lệ", "Bị loại", "Đã rút", "Đạt giải", "Gửi cấp trên", "Số em dự thi", "Nữ", "Dân tộc thiểu số"],
  ["1", "Xã Nghĩa Đô", "2", "1", "3", "2", "0", "1", "2", "2", "4", "0", "0"],
  ["2", "Xã Vĩnh Yên", "1", "1", "2", "2", "0", "0", "1", "1", "2", "0", "0"],
  ["3", "Xã Xuân Hoà", "2", "0", "2", "1", "1", "0", "0", "0", "2", "0", "0"],
  ["", "Tổng cộng", "5", "2", "7", "5", "1", "1", "3", "3", "8", "0", "0"],
];
