/**
 * SQL of the role by which a participant `p` may do something: in a thread the one they have in its chat right now. Who loses
 * it there loses it in the threads at the same moment. In a thread itself everybody is a member.
 */
export const PRESENT_ROLE = `coalesce((
    select g.role from chats t
    join participants g on g.chat_id = t.parent_id and g.user_id = p.user_id and g.left_rev is null
    where t.id = p.chat_id), p.role)`;

/** Whose rules hold in a chat: roles decide in a group, and two people alone may both do everything. */
export type Rules = 'direct' | 'group';

/** SQL of whose rules hold in a chat `c`: in a thread those of its chat. */
export const RULES = `coalesce((select g.type from chats g where g.id = c.parent_id), c.type)`;
