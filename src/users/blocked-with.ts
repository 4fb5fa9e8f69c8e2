/**
 * SQL of the ids of those who have blocked a person, or whom the person has blocked: they are not there for each other.
 * It does not depend on the rows it is asked for, so a query reads it once.
 * @param person SQL of their user id, never anything that came in
 */
export const blockedWith = (person: string): string => `(
    select blocked_id from blocks where blocker_id = ${person} union all
    select blocker_id from blocks where blocked_id = ${person})`;
