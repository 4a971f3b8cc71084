import { formatVnDate } from "#app/platform/dates.ts";

export type RulesFields = {
  name: string;
  theme: string;
  year: number;
  hostName: string;
  nextName: string;
  opensOn: string;
  closesOn: string;
  groups: string;
};

/**
 * The template's rules text (thể lệ), in the order organisers are used to. It is a first draft in the
 * organiser's hands: every line may be changed before opening, and by a numbered version after it.
 */
export function rulesText(fields: RulesFields): string {
  return `1. Mục đích
Tạo sân chơi để các em nói lên suy nghĩ của mình bằng tranh vẽ và video; tuyên truyền chủ đề “${fields.theme}” tới gia đình, nhà trường và cộng đồng.

2. Đối tượng dự thi
${fields.groups}
Các em dự thi cá nhân hoặc theo nhóm, mỗi bài từ 1 đến 10 em. Thành viên Ban Tổ chức, Ban Giám khảo không dự thi.

3. Bài dự thi
Tranh vẽ: khổ A3, chất liệu tự chọn; chụp hoặc quét rõ cả tờ, cạnh dài từ 1.000 điểm ảnh. Giữ lại bản gốc để gửi khi Ban Tổ chức cần.
Video clip: dài từ 3 đến 10 phút, có tên và lời giới thiệu ngắn.
Bài do các em tự làm, chưa dự thi nơi khác, không sao chép.

4. Thời gian và nơi nhận bài
Nhận bài từ ${formatVnDate(fields.opensOn)} đến 17 giờ 00, ngày ${formatVnDate(fields.closesOn)}. Đơn vị dự thi nộp bài trên cổng, ${fields.hostName} tiếp nhận.

5. Chấm thi
Sau sơ loại, Ban Giám khảo chấm theo mã bài, không biết tên và đơn vị của các em. Thang điểm 100; điểm của bài là trung bình cộng điểm của các giám khảo có mặt. Bài bằng điểm xét lần lượt theo các bước đã công bố trước khi nhận bài.

6. Giải thưởng và chọn bài dự thi cấp trên
Tranh vẽ: 01 giải Nhất, 02 giải Nhì, 03 giải Ba. Video clip: 01 giải Nhất.
Chọn không quá 16 tranh vẽ và 05 video clip gửi ${fields.nextName}.

7. Sử dụng bài dự thi
Chỉ công bố tên hoặc tác phẩm của em khi cha mẹ, người giám hộ và em (từ 7 tuổi) đã đồng ý. Đồng ý hay không đều không ảnh hưởng đến việc chấm thi.
`;
}
