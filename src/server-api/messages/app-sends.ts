import { Injectable } from '@nestjs/common';

import { AuditLog } from '../../audit/audit-log.js';
import type { AppMessageDto } from '../../contract/dto/server.dto.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { AppMessages } from '../../messages/send/app-messages.js';
import type { SentMessage } from '../../messages/send/messages.service.js';
import type { Tx } from '../../platform/database/transactions.js';
import { invalid } from '../../platform/errors/app-error.js';
import type { ServerCaller } from '../../platform/http/caller.js';
import { ExternalUsers } from '../../users/external-users.js';

/** Sends messages for the back end of an app. Each has its audit row in the same transaction. */
@Injectable()
export class AppSends {
  constructor(
    private readonly messages: AppMessages,
    private readonly users: ExternalUsers,
    private readonly audit: AuditLog,
  ) {}

  /** @throws AppError request.invalid, user.external_id_unknown, auth.deactivated for `as`, and those of `AppMessages` */
  async send(app: ServerCaller, chatId: string, { as, ...draft }: AppMessageDto): Promise<SentMessage> {
    const record = (tx: Tx, { id, chatId: inChat, sender }: MessageView): Promise<void> =>
      this.audit.record(tx.manager, {
        actor: app,
        action: 'message.sent',
        target: { kind: 'message', id },
        details: { chatId: inChat, ...(as !== undefined && { as: sender.id }) },
      });
    if (as === undefined) return this.messages.send(chatId, textOf(draft), record);
    const [userId = ''] = await this.users.idsOf([as]);
    return this.messages.sendAs(userId, chatId, draft, record);
  }
}

/** @throws AppError request.invalid when there is more than a text, or none */
function textOf({ id, message = '', ...more }: Omit<AppMessageDto, 'as'>): { id?: string; text: string } {
  const [field] = Object.entries(more as Record<string, unknown>).flatMap(([key, value]) =>
    value === undefined ? [] : [key],
  );
  if (field !== undefined) throw invalid(field, 'needsSender', `${field} needs a sender: give \`as\``);
  if (message === '') throw invalid('message', 'isText', 'message must not be empty');
  return { id, text: message };
}
