import { isPresent } from '../membership.js';

/**
 * SQL of the role that decides what a participant `p` may do. In a thread it is their present role in the group: a role lost there
 * is lost in the threads at the same moment. The thread itself only has members.
 */
export const PRESENT_ROLE = `coalesce((
    select g.role from chats t
    join participants g on g.chat_id = t.parent_id and g.user_id = p.user_id and ${isPresent('g')}
    where t.id = p.chat_id), p.role)`;

/** Which rules apply in a chat. In a group, roles decide; in a direct chat, both people may do everything. */
export type Rules = 'direct' | 'group';

/** SQL of the rules that apply in a chat `c`; in a thread, those of its parent chat. */
export const RULES = `coalesce((select g.type from chats g where g.id = c.parent_id), c.type)`;
