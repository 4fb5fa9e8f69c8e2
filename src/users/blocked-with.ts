/**
 * SQL: the ids of the users who have blocked a user, or whom the user has blocked. Neither sees the other.
 * It does not depend on the rows of the query around it, so PostgreSQL runs it once.
 * @param person SQL of the user id: a parameter or a column, never a value from a request
 */
export const blockedWith = (person: string): string => `(
    select blocked_id from blocks where blocker_id = ${person} union all
    select blocker_id from blocks where blocked_id = ${person})`;
