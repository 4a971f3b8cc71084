/** The reason kept with an entry that ends because a family no longer agrees to it; shown to the unit. */
export const familyWithdrew = "Gia đình rút đồng ý cho em dự thi.";
/** The same when the unit decides that a group's work does not go on. */
export const groupEnded = "Có em rút khỏi nhóm; đơn vị quyết định không tiếp tục với bài này.";
