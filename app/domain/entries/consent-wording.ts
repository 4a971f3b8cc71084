import type { Purpose } from "#app/domain/entries/states.ts";

/** What a family reads before it answers: an opening, one sentence for each purpose, and its rights. */
export type ConsentWording = { opening: string; purposes: Record<Purpose, string>; rights: string };

/** Longest texts that still fit half a sheet of A4, in characters. */
export const wordingLimits = { opening: 420, purpose: 150, rights: 620 } as const;

/**
 * The wording every contest begins with; the organiser may publish another version. It names the law in force since
 * 01/01/2026: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (Art. 9, 24) and Nghị định 356/2025/NĐ-CP (Art. 5).
 */
export const defaultWording: ConsentWording = {
  opening:
    "Ban Tổ chức cần ghi họ tên, ngày sinh, giới tính, lớp, trường của em và bài dự thi để tổ chức cuộc thi. " +
    "Mời gia đình và em đọc từng mục rồi tự đánh dấu; mục nào để trống được hiểu là không đồng ý. " +
    "Chỉ mục 1 là cần để dự thi; các mục khác không ảnh hưởng đến việc chấm và xét giải.",
  purposes: {
    "take-part": "Cho em dự thi: ghi thông tin của em, nhận, chấm bài và xét giải trong cuộc thi này.",
    statistics: "Cho ghi dân tộc của em (dữ liệu cá nhân nhạy cảm), chỉ để lập số liệu tổng hợp, không nêu tên.",
    "publish-work": "Cho trưng bày bài của em trên trang của cuộc thi và tại lễ trao giải.",
    "publish-name": "Cho ghi họ tên, năm sinh, lớp, trường của em khi công bố kết quả và trưng bày.",
    "publish-face": "Cho công bố video, hình chụp có khuôn mặt hoặc giọng nói của em.",
    "send-up": "Cho gửi bài cùng thông tin của em lên cấp trên nếu bài được chọn dự thi tiếp.",
    archive: "Cho lưu bài sau khi cuộc thi kết thúc để trưng bày, tuyên truyền những năm sau, không vì mục đích kinh doanh.",
  },
  rights:
    "Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 (Điều 24), việc công bố thông tin của trẻ em từ đủ 7 tuổi cần cả cha, mẹ hoặc người giám hộ " +
    "và em đồng ý. Gia đình và em được xem, sửa, yêu cầu xoá dữ liệu và rút lại từng mục bất cứ lúc nào, bằng cách báo nhà trường hoặc Ban Tổ chức; " +
    "Ban Tổ chức trả lời trong 2 ngày làm việc, ngừng sử dụng trong 15 ngày, xoá trong 20 ngày (Nghị định số 356/2025/NĐ-CP, Điều 5). " +
    "Bản sao chữ ký chỉ nhà trường và Ban Tổ chức được xem.",
};
