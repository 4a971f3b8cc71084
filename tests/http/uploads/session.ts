/** The session of the tests: whoever sends this cookie is signed in as this person. */
export const cookie = "vt_session=test";
export const ownerId = "11111111-1111-4111-8111-111111111111";

export const actorOf = async (header: string | undefined | null) =>
  header === cookie ? { personId: ownerId } : null;
