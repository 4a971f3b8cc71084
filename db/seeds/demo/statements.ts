/** What the children say of their works, by title. Invented for the demo. */
export const statements: Record<string, string> = {
  "Anh trai giúp em gái học bài": "Buổi tối, anh em dạy em tập đọc. Em muốn sau này em cũng dạy em bé như thế.",
  "Bàn tay yêu thương": "Mỗi bàn tay là một người trong nhà. Đặt cạnh nhau thì ấm.",
  "Bố bế em": "Bố đi làm về, bố bế em trước rồi mới rửa tay. Bố bảo nhớ em quá.",
  "Bố cùng mẹ làm nương": "Bố mẹ em làm nương cùng nhau, không ai phải làm một mình.",
  "Bố rửa bát": "Bố rửa bát, mẹ kể chuyện, nhà em vui nhất lúc ấy.",
  "Bữa cơm gia đình em": "Bữa cơm có rau rừng và cá suối. Ai cũng được kể chuyện của mình.",
  "Chợ phiên cùng mẹ": "Em đi chợ phiên với mẹ, mẹ mua cho em quyển vở mới.",
  "Con gái cũng đi học xa": "Chị em học ở tỉnh. Em cũng muốn đi học xa như chị.",
  "Cả nhà cùng gặt lúa": "Mùa gặt cả nhà ra ruộng. Bố vác lúa, mẹ gặt, em nhặt bông rơi.",
  "Em được lắng nghe": "Em nói và người lớn dừng tay lại nghe. Em thấy mình lớn hơn.",
  "Gia đình em vui Tết": "Tết này bố gói bánh với mẹ. Em được buộc lạt.",
  "Mẹ ơi, con muốn đến trường": "Em muốn đến trường mỗi ngày, kể cả ngày mưa.",
  "Ngôi nhà không tiếng quát": "Nhà em nói với nhau bằng tiếng nhỏ, nên em nghe được cả tiếng chim.",
  "Nói không với tảo hôn": "Chị em mười lăm tuổi. Chị còn phải đi học, chưa làm vợ được.",
  "Điều con muốn nói": "Con muốn nói là con thích được bố mẹ hỏi hôm nay con có vui không.",
  "Ước mơ của em": "Em mơ làm cô giáo, dạy các em nhỏ ở bản.",
};
