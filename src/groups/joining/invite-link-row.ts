import type { InviteLinkView } from '../../contract/views/group.view.js';

/** A link as INVITE_LINK_COLUMNS give it. */
export type InviteLinkRow = Omit<InviteLinkView, 'expiresAt' | 'createdAt'> & {
  expiresAt: Date | null;
  createdAt: Date;
};

export const INVITE_LINK_COLUMNS = `id, chat_id "chatId", code, needs_approval "needsApproval", uses, max_uses "maxUses",
  expires_at "expiresAt", created_by "createdBy", created_at "createdAt"`;

/** SQL of whether who made a link `l` may still make links: it works as long. @param roles SQL of the roles that may, a parameter */
export const makerMay = (roles: string): string => `exists (
      select from participants m where m.id = l.created_by and m.left_rev is null and m.role = any (${roles}::text[]))`;

export function inviteLinkView(row: InviteLinkRow): InviteLinkView {
  return { ...row, expiresAt: row.expiresAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() };
}
