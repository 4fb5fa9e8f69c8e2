// Written by `npm run docs:client` from docs/openapi.json and src/contract/events.ts. Do not edit.

export interface paths {
    "/api/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's chats, pinned first, then newest activity first. */
        get: operations["chatsAll"];
        put?: never;
        /** Starts a chat. One other person and no title make a direct chat: it is created (201), or found if it exists (200). */
        post: operations["chatsStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One chat. */
        get: operations["chatsShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the given settings of a group: title, avatar, description, history, data. Only its owner and admins may. `data` alone: any chat. */
        patch: operations["groupSettingsChange"];
        trace?: never;
    };
    "/api/chats/{chat}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Archives the chat for the caller. */
        put: operations["chatSettingsArchive"];
        post?: never;
        /** Unarchives the chat for the caller. */
        delete: operations["chatSettingsUnarchive"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets the avatar of a group: a picture, or the id of an earlier upload of the caller. It is cropped to a square. While it is `processing`,
         *     the earlier avatar stays; `chat.updated` tells when it is shown, and `media.updated` also when it was rejected.
         */
        put: operations["groupAvatarSet"];
        post?: never;
        /** Removes the avatar of a group, and one that is being processed. */
        delete: operations["groupAvatarRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks everything up to `seq` as delivered to one of the caller's devices. */
        post: operations["participantsDelivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft of the caller in the chat. */
        get: operations["preferencesDraft"];
        /** Stores the draft of the caller, unless another of their devices has changed it since `version`. */
        put: operations["preferencesWrite"];
        post?: never;
        /** Removes the draft of the caller, unless another of their devices has changed it since `version`. */
        delete: operations["preferencesDrop"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/forwarded-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forwards a message to this chat, with its files, its data and its origin. Polls, system messages and messages that expire are refused. */
        post: operations["forwardsForward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes the history of the chat so far, for the caller alone. */
        delete: operations["clearingClear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/invite-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invite links of a group that are not revoked or expired, and whose creator may still create links, newest first. */
        get: operations["inviteLinksAll"];
        put?: never;
        /** Creates an invite link of a group. Its owner and admins may do this. The link is valid while its creator has this right. */
        post: operations["inviteLinksMake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/invite-links/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes an invite link. Nobody can join with it any more. */
        delete: operations["inviteLinksRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/join-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The requests to join a group that nobody has decided yet, oldest first. Only its owner and admins may read them. */
        get: operations["joinRequestsAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/join-requests/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Declines a request to join. The owner and admins can still add the person. */
        delete: operations["joinRequestsDecline"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/join-requests/{user}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a request to join. Answers the new participant. */
        post: operations["joinRequestsApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/marked-unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Marks the chat as unread for the caller. Their read mark does not move. */
        put: operations["preferencesMarkUnread"];
        post?: never;
        /** Removes the caller's unread mark of the chat. Reading the chat or sending a message removes it, too. */
        delete: operations["preferencesUnmarkUnread"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/media-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message with media: a URL, an object, an earlier upload, a list of these, or files of a form. */
        post: operations["messagesSendMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/message-lifetime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets after how many seconds new messages expire, for everybody. In a group and its threads only its owner and admins may. */
        put: operations["messageLifetimeSet"];
        post?: never;
        /** Removes the lifetime of new messages. Messages that were sent before still expire. */
        delete: operations["messageLifetimeUnset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the chat's messages, newest first. */
        get: operations["messagesPage"];
        put?: never;
        /** Sends a message: text, media or files, locations or contacts, or a poll, with data of an app. An id chosen by the client makes a retry safe. */
        post: operations["messagesSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message. */
        get: operations["messagesShow"];
        put?: never;
        post?: never;
        /** Deletes a message for everybody (its sender or an admin of the group may), or for the caller alone. Answers the tombstone. */
        delete: operations["editingRemove"];
        options?: never;
        head?: never;
        /** Changes the text, the data and the mentions of the caller's own message. Sending the same content again changes nothing. */
        patch: operations["editingEdit"];
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pins a message for everybody. In a group and its threads only the owner and admins of the group may; in a direct chat both people. */
        put: operations["pinsPin"];
        post?: never;
        /** Unpins a message for everybody. */
        delete: operations["pinsUnpin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/poll/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Closes a poll: nobody can vote any more. Its sender or an admin of the group may do this. */
        put: operations["pollsClose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/reactions/{emoji}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds the caller's emoji to a message. A message has up to 50 different emojis; each person may add each of them once. */
        put: operations["reactionsAdd"];
        post?: never;
        /** Removes the caller's emoji from a message. */
        delete: operations["reactionsRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has read a message, and who has received it. */
        get: operations["readingShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets a reminder of a message for the caller, in place of an earlier one. */
        put: operations["remindersSet"];
        post?: never;
        /** Removes the caller's reminder of a message, before or after it is due. */
        delete: operations["remindersRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports a message to the operators of the server. Nobody in the chat is notified. Reporting it again answers the first report. */
        post: operations["reportsFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/star": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Stars a message for the caller. */
        put: operations["starsStar"];
        post?: never;
        /** Removes the caller's star from a message. */
        delete: operations["starsUnstar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/starred/{participant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stars or unstars a message for the caller. Answers a list with this one message. */
        post: operations["starsToggle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Follows the thread about a message, and creates it if there is none. Answers the thread, which is a chat. */
        put: operations["threadsFollow"];
        post?: never;
        /** Unfollows the thread about a message. */
        delete: operations["threadsUnfollow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an own message has come with each recipient: pushed to a device, delivered or read. */
        get: operations["traceShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last 100 versions of a message's text and data, the current one first. Empty if the message was deleted. */
        get: operations["editingVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/messages/{message}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the caller's vote in a poll, in place of an earlier one. An empty list withdraws it. */
        put: operations["pollsVote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mutes the chat for the caller, until a time or without end. */
        put: operations["preferencesMute"];
        post?: never;
        /** Unmutes the chat for the caller. If messages came since it was archived, it is no longer archived. */
        delete: operations["preferencesUnmute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody in the chat, in the order they joined. */
        get: operations["participantsAll"];
        put?: never;
        /** Adds people to a group, or people of the group to one of its threads. Only the owner and admins of the group may do this. */
        post: operations["membershipAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/participants/{participant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a participant, or lets the caller leave. Admins may remove members, the owner anybody; in the threads of a group, too. */
        delete: operations["membershipRemove"];
        options?: never;
        head?: never;
        /** Changes a participant's role. Only the owner of the group may do this. The role `owner` transfers the group to them. */
        patch: operations["membershipChange"];
        trace?: never;
    };
    "/api/chats/{chat}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pins the chat for the caller. */
        put: operations["chatSettingsPin"];
        post?: never;
        /** Unpins the chat for the caller. */
        delete: operations["chatSettingsUnpin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/pinned-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pinned messages of the chat, up to 50, the one pinned last first. */
        get: operations["pinsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks everything up to `seq` as read by the caller. */
        post: operations["participantsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/scheduled-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scheduled messages of the caller in the chat, the next one first. */
        get: operations["scheduledAll"];
        put?: never;
        /** Schedules a message to be sent at a time, or in some seconds. A retry with the same id answers the scheduled or the sent message. */
        post: operations["scheduledSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/scheduled-messages/{scheduled}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scheduled message of the caller. */
        get: operations["scheduledShow"];
        put?: never;
        post?: never;
        /** Cancels a scheduled message. After an answer with success it is never sent. */
        delete: operations["scheduledCancel"];
        options?: never;
        head?: never;
        /** Changes the text or time of a scheduled message before it is sent. If its send was refused, it is sent again. */
        patch: operations["scheduledChange"];
        trace?: never;
    };
    "/api/chats/{chat}/search-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of the chat that contain a text, newest first. An answer reads a bounded number of messages: follow `meta.next` until it is null. */
        get: operations["messagesSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The threads of a chat, newest activity first. */
        get: operations["threadsAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/toggle-archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archives the chat for the caller, or unarchives it. */
        post: operations["chatSettingsToggleArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/toggle-pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pins the chat for the caller, or unpins it. */
        post: operations["chatSettingsTogglePin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats/{chat}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much is unread for the caller. With `explain=true`, also the newest 100 messages above their mark, and why each counts or not. */
        get: operations["readingExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demo-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the demo accounts, for a sign-in page to offer. The list is empty when the server has no demo data. */
        get: operations["demoList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dev/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The faults of the caller's session, and how often each has happened. */
        get: operations["faultsShow"];
        put?: never;
        /** Sets the faults of the caller's session. They replace those set before and end after an hour. In production this call does not exist. */
        post: operations["faultsSet"];
        /** Removes all faults of the caller's session. */
        delete: operations["faultsLift"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/email/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verifies an e-mail with the token of the mail: of the caller, a new one, or that of a registration, which then becomes an account. */
        post: operations["emailVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the account invites that are neither revoked nor expired, newest first; those that are used up are among them. */
        get: operations["accountInvitesList"];
        put?: never;
        /** Creates an invite with which people create accounts. Its code is answered only now. */
        post: operations["accountInvitesCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The group of an invite link. */
        get: operations["invitesPreview"];
        put?: never;
        post?: never;
        /** Revokes the account invite with this code or id: nobody can create an account with it any more. Accounts that were created with it stay. */
        delete: operations["accountInvitesRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{code}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joins the group of an invite link, or asks to join it. Repeating the call answers the current state. */
        post: operations["invitesJoin"];
        /** Withdraws the caller's request to join, if nobody has decided it yet. */
        delete: operations["invitesWithdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in. The token goes into the Authorization header of every other call. */
        post: operations["authLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session: its tokens are refused and its sockets are closed. With `everywhere`, ends all sessions of the caller. */
        post: operations["authLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own account. */
        get: operations["authMe"];
        put?: never;
        post?: never;
        /**
         * Deletes the caller's account for good. Their messages stay, as those of a deleted account; they leave all groups; everything else about them is
         *     removed. This cannot be undone.
         */
        delete: operations["accountDelete"];
        options?: never;
        head?: never;
        /** Changes the fields that are given: the name, who may add the caller to groups, who sees when they were last online, data. */
        patch: operations["authChange"];
        trace?: never;
    };
    "/api/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets the caller's avatar: a picture, or the id of an earlier upload of theirs. It is cropped to a square. While it is `processing`,
         *     the earlier avatar stays; `user.updated` tells when it is shown, and `media.updated` also when it was rejected.
         */
        put: operations["myAvatarSet"];
        post?: never;
        /** Removes the caller's avatar, and one that is being processed. */
        delete: operations["myAvatarRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/blocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The users whom the caller has blocked, the latest block first. */
        get: operations["blocksAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivates the caller's account: all sessions end, nobody finds it or can add it, and it cannot sign in until an operator reactivates it.
         *     Messages and memberships stay.
         */
        post: operations["accountDeactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks for another e-mail. A mail goes to the new one, and the account has it when the link in that mail is used. The e-mail before gets a
         *     notice. The answer is the same when another account has the new e-mail.
         */
        post: operations["emailChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the mail again that verifies the caller's e-mail. Nothing is sent when it is verified. */
        post: operations["emailSendAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts at providers with which the caller can sign in. */
        get: operations["identitiesAll"];
        put?: never;
        /** Links the identity of a code to the caller's account. A confirmed e-mail gets a notice. */
        post: operations["identitiesLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/identities/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes an identity, with the password of the caller: they cannot sign in with it any more. Their sessions stay. */
        delete: operations["identitiesUnlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/identities/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to link an identity, with the password of the caller. The browser goes to `url`, and comes back with `#link=<code>`, for the next
         *     call of the same session.
         */
        post: operations["identitiesBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the password of the caller, and ends their other sessions. */
        post: operations["passwordChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the sessions of the caller: this one first, then the newest. A page has 100, or fewer with `limit`. */
        get: operations["sessionsAll"];
        put?: never;
        post?: never;
        /** Signs out all other devices of the caller: their tokens are refused and their sockets are closed. */
        delete: operations["sessionsEndOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs out one device of the caller: its tokens are refused and its sockets are closed. */
        delete: operations["sessionsEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/two-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the caller needs a second factor to sign in. */
        get: operations["twoFactorShow"];
        put?: never;
        /** Makes a secret for an authenticator app. It has no effect until a code is confirmed; a second call replaces it. */
        post: operations["twoFactorBegin"];
        /** Switches the second factor off, and removes the recovery codes. */
        delete: operations["twoFactorRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/two-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switches the second factor on with a code of the app. From then on sign-in needs a code. Sessions stay. */
        post: operations["twoFactorConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The unread counts of all the caller's chats together, for a badge. Threads and muted chats are counted separately. */
        get: operations["badgeUnread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has stored and has uploaded today, and the limits of their plan. */
        get: operations["usageRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file, to be sent with a message later. An upload that is not sent is removed after 24 hours. */
        post: operations["mediaUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/{media}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an upload. Its owner may, and everybody in a chat that has a message with it; a picture of a person may be read by everybody whom
         *     that person has not blocked. `?t=<mediaToken>` replaces the header.
         */
        get: operations["mediaRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/{media}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describes an upload, for everybody who may read it. */
        get: operations["mediaDescribe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/direct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an upload that the client sends to the media storage (S3) itself, in parts. It expires after 24 hours. */
        post: operations["directUploadsBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/direct/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a direct upload and removes its parts. If it is complete and was not sent, the media is removed too. */
        delete: operations["directUploadsEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/direct/{upload}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the parts of a direct upload a file, to be sent with a message. The server reads it once, which takes a while for a large file. After no
         *     answer, call it again: it answers the same media. If the bytes are not those that were announced, the upload is removed.
         */
        post: operations["directUploadsComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/direct/{upload}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Addresses for up to 100 parts of a direct upload. Send each part with PUT to its address, with exactly `size` bytes and without a token,
         *     and keep the `ETag` of the answer. Ask again for a part that failed.
         */
        post: operations["directUploadsAddresses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a resumable upload of a file. The body may be its first bytes. It expires after an hour if no byte arrives, and otherwise 24 hours
         *     after its beginning. The same request with the same `id` finds the upload that it began before: `Upload-Offset` says how much has arrived.
         */
        post: operations["resumableUploadsBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a resumable upload and removes its bytes. If it is complete and was not sent, the media is removed too. */
        delete: operations["resumableUploadsEnd"];
        options?: never;
        head?: never;
        /** Adds bytes to a resumable upload, at the offset that the server has. */
        patch: operations["resumableUploadsAppend"];
        trace?: never;
    };
    "/api/operator/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What operators and API keys did, newest first. */
        get: operations["auditAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a mail with a link to set a new password, if the e-mail has an account. The answer is the same for every e-mail. An account gets at
         *     most a few such mails in ten minutes.
         */
        post: operations["passwordForgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password with the token of the mail, and ends all sessions of the account. A second factor is still needed to sign in. */
        post: operations["passwordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replaces the token of this session. The old token is accepted for ten seconds more: a retry with it, when no answer came, gets
         *     the same new token.
         */
        post: operations["authRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates an account. Answers like login. On a server that requires invites, `invite` is the code of one. Where the server has a mail server, it
         *     answers 202 without a token, for a new e-mail and for one that has an account: the mail says how to go on.
         */
        post: operations["authRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's reminders in all their chats, also those that were due already, the earliest first. */
        get: operations["remindedAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages in all chats and threads of the caller that meet all conditions, newest first. An answer reads a bounded number of messages: follow
         *     `meta.next` until it is null.
         */
        get: operations["searchAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What operators and API keys did, newest first: the whole log, as operators read it. */
        get: operations["serverAuditAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a chat. Two people and no title make a direct chat: it is created (201), or found if it exists (200). */
        post: operations["serverChatsStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/chats/{chat}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Any chat, with the first 100 of its participants. */
        get: operations["serverChatsShow"];
        /** Starts a chat under this id (201), or answers the chat that the same call started before. An existing direct chat keeps its own id. */
        put: operations["serverChatsPut"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the title of a group or thread, and the data of any chat. The same call again changes nothing. */
        patch: operations["serverChatsChange"];
        trace?: never;
    };
    "/api/server/chats/{chat}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the messages of any chat, newest first, as somebody sees them who has hidden nothing. The audit log records who read it. */
        get: operations["serverMessagesPage"];
        put?: never;
        /** Sends a message as the person `as`, with their rights in the chat; without `as` a text of the app itself, of kind `system`. */
        post: operations["serverMessagesSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/chats/{chat}/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends up to 100 messages, in order. Each needs an id and is answered by itself; a refused one does not refuse the others. */
        post: operations["serverMessagesSendAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/chats/{chat}/participants/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds a person to a group. One who is in it already does not change. */
        put: operations["serverChatsAdd"];
        post?: never;
        /** Removes a person from a group and its threads. When they own the group, it gets its next owner. */
        delete: operations["serverChatsRemove"];
        options?: never;
        head?: never;
        /** Gives a person another role in a group. `owner` transfers the group: the previous owner becomes an admin. */
        patch: operations["serverChatsChangeRole"];
        trace?: never;
    };
    "/api/server/chats/{chat}/participants/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds up to 100 people to a group. Each is answered by itself, in order; a refused one does not refuse the others. */
        post: operations["serverChatsAddAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All keys without their secrets, the newest first. */
        get: operations["serverKeysAll"];
        put?: never;
        /** Makes a key. A key can make only keys whose scopes it has itself. */
        post: operations["serverKeysCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a key: at once on this node, and within two seconds on others. */
        delete: operations["serverKeysRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/keys/{key}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a key a new secret. The one before is accepted for a day more, or for `keepFor` seconds. */
        post: operations["serverKeysRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/users/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: operations["serverUsersShow"];
        /** Creates a person, or changes the given fields. The same call again changes nothing. */
        put: operations["serverUsersPut"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/users/{externalId}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the sessions of a person and lets them sign in no more. Their messages stay. */
        post: operations["serverUsersDeactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/users/{externalId}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a person sign in again. */
        post: operations["serverUsersReactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/users/{externalId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends all sessions of a person: their tokens are refused and their sockets are closed. */
        delete: operations["serverUsersEndSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/users/{externalId}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a session for a person, as login does. It ends after `ttl` seconds, and a refresh does not extend it. A retry with the same
         *     `Idempotency-Key` gets a token of the same session, or `session.not_found` when that has ended.
         */
        post: operations["serverUsersToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server/users/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates or changes up to 100 people. Each is answered by itself, in order; a refused one does not refuse the others. */
        post: operations["serverUsersPutAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["signInOptionsShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchanges the code behind `#sign-in=` for a token, once. Answers like login. After `auth.second_factor_required` or
         *     `auth.second_factor_wrong` the code stays valid: the call is repeated with `secondFactor`.
         */
        post: operations["oidcExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sends the browser to the provider. A page or an app opens this address; it cannot be called with `fetch`. */
        get: operations["oidcBegin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the provider sends the browser. It goes on to the page, or to the `return` of the beginning, with `#sign-in=<code>`,
         *     `#link=<code>` or `#sign-in-error=<code of an error>`. Unknown keys in the query are ignored, as OpenID Connect demands.
         */
        get: operations["oidcComeBack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/starred": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The messages that the caller has starred in all their chats, the latest star first. */
        get: operations["starredAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Without `chats`: the current numbers of each chat. With `chats`: what the client missed in these chats, in bounded steps. */
        post: operations["syncAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finds people by parts of their name. */
        get: operations["usersFind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one user, unless that user has blocked the caller. */
        get: operations["usersShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Blocks a user without notifying them. The two cannot send each other direct messages, see each other online or find each other. */
        put: operations["blocksBlock"];
        post?: never;
        /** Unblocks a user. */
        delete: operations["blocksUnblock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user}/set-status/{status}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the caller's online status for all their devices. */
        post: operations["usersSetStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks samples of what must always be true. The answer is 200 also when a check fails: `status` says so. */
        get: operations["consistencyReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 200 while the process answers. It does not check the database, because a restart of this process would not repair it. */
        get: operations["healthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 200 when this node can take calls, 503 with the failed part when not. `degraded` is 200: Redis is away, and everything still works. */
        get: operations["healthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All reports with the content of the reported messages, newest first. The audit log records who read them. */
        get: operations["operatorReportsAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metrics of this node. */
        get: operations["metricsFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountInviteView: {
            /** Format: date-time */
            createdAt: string;
            /** @description User id of the operator who created it; null when it was made with OPERATOR_TOKEN or at the command line. */
            createdBy: string | null;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /** @description What its creator wrote about it. */
            note: string | null;
            /** @description How many accounts were created with it. */
            used: number;
            /** @description How many accounts may be created with it. */
            uses: number;
        };
        ActorView: {
            /** @description The IP address of the call; null at the command line. */
            address: string | null;
            /**
             * Format: text
             * @description Of the user or the API key.
             */
            id: string | null;
            /** @enum {string} */
            kind: "cli" | "key" | "machine" | "operator";
            name: string | null;
        };
        AddAppParticipantsDto: {
            /** @description External ids of up to 100 people. */
            participants: string[];
        };
        AddParticipantsDto: {
            /** @description User ids. People who are in the chat already stay as they are. */
            participants: string[];
        };
        AlteredView: {
            /**
             * Format: uuid
             * @description The id of the participant who did it.
             */
            participantId: string;
            /** @description The `rev` of its latest edit, or of its deletion. */
            rev: number;
        };
        ApiKeyView: {
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Null: it does not expire.
             */
            expiresAt: string | null;
            /** @description The part of the key between `pk_` and the last underscore. */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation is accepted too; null: there is none.
             */
            previousUntil: string | null;
            /**
             * Format: date-time
             * @description Null while it is accepted.
             */
            revokedAt: string | null;
            scopes: ("users:read" | "users:write" | "tokens:write" | "chats:read" | "chats:write" | "messages:read" | "messages:write" | "keys:write" | "audit:read")[];
            /**
             * Format: date-time
             * @description When its newest secret was last used, to the minute; null: never.
             */
            usedAt: string | null;
        };
        AppChatView: {
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            } | null;
            /** Format: uuid */
            id: string;
            lastRev: number;
            lastSeq: number;
            participantCount: number;
            /** @description The first 100, in the order in which they joined. */
            participants: components["schemas"]["AppParticipantView"][];
            /** @description Null for a direct chat, and for a group without a title. */
            title: string | null;
            /** @enum {string} */
            type: "direct" | "group" | "thread";
            /**
             * Format: date-time
             * @description When the last message was sent.
             */
            updatedAt: string;
        };
        AppMessageDto: {
            /** @description The external id of the sender. Absent: the app itself, as a message of kind `system`, which may have only a text. */
            as?: string;
            /** @description Up to ten locations or contacts, all of one kind. In a form as JSON text. */
            attachments?: (components["schemas"]["LocationDto"] | components["schemas"]["ContactDto"])[];
            /** @description Data of an app, up to 4,096 bytes of JSON and 8 levels deep. It is passed on and not interpreted. In a form as JSON text. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description An id chosen by the client. A retry with the same id stores no second message.
             */
            id?: string;
            /**
             * @description `custom`: the app draws the message from `data`. `message` must not be empty: it is shown where the app does not draw it.
             * @enum {string}
             */
            kind?: "custom";
            /** @description A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of these. */
            media?: string | components["schemas"]["MediaItemDto"] | (string | components["schemas"]["MediaItemDto"])[];
            /** @description Ids of the participants it mentions. */
            mentions?: string[];
            /** @description It mentions everybody. Only the owner and the admins of the chat may set it. */
            mentionsAll?: boolean;
            /** @description Required and not empty, unless there are media, attachments or a poll: then it may be missing, null or empty. */
            message?: string;
            /** @description A poll, with the text as its question. In a form as JSON text. */
            poll?: components["schemas"]["PollDto"];
            /**
             * Format: uuid
             * @description The id of a message of the same chat that it replies to.
             */
            reply?: string;
        };
        AppMessagesDto: {
            /** @description Each needs an `id`: without it a repeated batch would send its messages twice. */
            messages: components["schemas"]["AppMessageDto"][];
        };
        AppParticipantView: {
            /** @description Null for a person who did not come from the app. */
            externalId: string | null;
            /**
             * Format: uuid
             * @description The participant id, which messages and marks name.
             */
            id: string;
            /** @enum {string} */
            role: "admin" | "member" | "owner";
            user: components["schemas"]["SenderView"];
        };
        AppUserView: {
            avatar: string | null;
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description Null while the person can sign in.
             */
            deactivatedAt: string | null;
            email: string | null;
            /** @description The id that the app chose. */
            externalId: string;
            /**
             * Format: uuid
             * @description User id.
             */
            id: string;
            name: string;
            /** @enum {string} */
            plan: "free" | "premium";
        };
        ArchiveView: {
            archived: boolean;
            archivedSeq: number | null;
            /** Format: uuid */
            chatId: string;
            mine: number;
        };
        AttachmentView: components["schemas"]["LocationView"] | components["schemas"]["ContactView"] | components["schemas"]["PollView"];
        AuditTargetView: {
            /** Format: text */
            id: string;
            /** @enum {string} */
            kind: "chat" | "invite" | "key" | "message" | "user";
        };
        AuditView: {
            /** @description Such as `user.created`. */
            action: string;
            actor: components["schemas"]["ActorView"];
            /** Format: date-time */
            at: string;
            /** @description What else is known of the act. */
            details: {
                [key: string]: unknown;
            };
            /** @description SHA-256 of the hash of the act before and of this one, in hexadecimal digits. */
            hash: string;
            /** @description 1 for the first act, without a gap. */
            seq: number;
            target: components["schemas"]["AuditTargetView"] | null;
        };
        BatchUserDto: {
            /** @description A URL with `https`; null removes the avatar. */
            avatar?: string | null;
            /** @description Replaces the data that the app stores with the person; null removes it. */
            data?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: email
             * @description Null removes the e-mail.
             */
            email?: string | null;
            externalId: string;
            /** @description Required for a person who does not exist yet. */
            name?: string;
            /** @enum {string} */
            plan?: "free" | "premium";
        };
        BlockedView: {
            blocked: boolean;
            /** Format: uuid */
            userId: string;
        };
        BlockView: {
            /** Format: date-time */
            blockedAt: string;
            user: components["schemas"]["SenderView"];
        };
        ChangeAppChatDto: {
            /** @description Replaces what the app stores with the chat; null removes it. */
            data?: {
                [key: string]: unknown;
            } | null;
            /** @description Only of a group or a thread. Null: it is made from the names of the participants. */
            title?: string | null;
        };
        /** @description A user who changed their name, avatar or data. */
        ChangedUserView: {
            avatar: string | null;
            data: components["schemas"]["CustomData"] | null;
            /** @description User id. */
            id: string;
            name: string;
        };
        ChangeEmailDto: {
            /** Format: email */
            email: string;
            /** @description The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
            password?: string;
        };
        ChangePasswordDto: {
            current: string;
            /** @description Its Unicode form does not count. Every other difference does. */
            password: string;
        };
        ChangeRoleDto: {
            /**
             * @description `owner` transfers the group: the previous owner becomes an admin.
             * @enum {string}
             */
            role: "admin" | "member" | "owner";
        };
        /** @enum {string} */
        ChatType: "direct" | "group" | "thread";
        ChatView: {
            /** @description True when `archivedSeq` is not null and no message came after it, or the chat is muted. */
            archived: boolean;
            /** @description The `lastSeq` when the caller archived the chat. A later message unarchives it, unless it is muted. */
            archivedSeq: number | null;
            avatar: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description What an app stored with it. */
            data: {
                [key: string]: unknown;
            } | null;
            deliveredToAllSeq: number;
            description: string | null;
            draft: components["schemas"]["DraftView"] | null;
            /** @description Increases with each change of the draft, also with its removal: see `PUT …/draft`. */
            draftVersion: number;
            /**
             * Format: date-time
             * @description When the messages up to `hiddenSeq` were hidden; null when none are.
             */
            hiddenAt: string | null;
            /** @description Up to this `seq` the caller sees only tombstones. */
            hiddenSeq: number;
            /** @description New participants see only messages sent after they joined. */
            historyHidden: boolean;
            /** Format: uuid */
            id: string;
            lastMessage: components["schemas"]["MessageView"] | null;
            /** @description The `lastRev` when the caller last read. A message up to their read mark whose `altered.rev` is greater has changed since. */
            lastReadRev: number;
            lastRev: number;
            lastSeq: number;
            /** @description Whether the caller marked the chat as unread. */
            markedUnread: boolean;
            /** @description How many of the unread messages mention the caller or everybody. */
            mentionCount: number;
            /** @description Seconds after which messages are deleted; null: never. */
            messageLifetime: number | null;
            /**
             * Format: date-time
             * @description Null when the chat is not muted.
             */
            mutedUntil: string | null;
            participantCount: number;
            /**
             * Format: uuid
             * @description The caller's own participant id.
             */
            participantId: string;
            /** @description The caller first, then up to 20 others. `GET …/participants` lists all. */
            participants: components["schemas"]["ParticipantView"][];
            pinned: boolean;
            readByAllSeq: number;
            /** @description Null when the chat is not a thread. */
            thread: components["schemas"]["ThreadOfView"] | null;
            /** @description In a direct chat the name of the other person; in a group without a title the names of its first participants. */
            title: string;
            /** @enum {string} */
            type: "direct" | "group" | "thread";
            unreadCount: number;
            /**
             * Format: date-time
             * @description When the last message was sent.
             */
            updatedAt: string;
        };
        ClearedChatView: {
            /** Format: uuid */
            chatId: string;
            /**
             * Format: date-time
             * @description When the history was hidden; null when it never was.
             */
            hiddenAt: string | null;
            /** @description Up to this `seq` the caller sees only tombstones. */
            hiddenSeq: number;
            mine: number;
        };
        CompleteDirectUploadDto: {
            /** @description The `ETag` of the answer to each part, in the order of the parts. */
            etags: string[];
            /** @description The hash of the file in 64 hexadecimal digits. If it is given, the bytes must have it. */
            sha256?: string;
        };
        ConfirmPasswordDto: {
            /** @description The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
            password?: string;
        };
        ConfirmTwoFactorDto: {
            /** @description Six digits that the authenticator app shows. */
            code: string;
        };
        ContactDto: {
            emails?: string[];
            /** @enum {string} */
            kind: "contact";
            name: string;
            phones?: string[];
            /**
             * Format: uuid
             * @description The user id of an account on this server. It is passed on and not checked.
             */
            userId?: string;
        };
        ContactView: {
            emails: string[];
            /** @enum {string} */
            kind: "contact";
            name: string;
            phones: string[];
            /**
             * Format: uuid
             * @description The user id of an account on this server. The sender set it, and it is not checked.
             */
            userId: string | null;
        };
        CreateAccountInviteDto: {
            /** @description Seconds from now until it expires; seven days by default. */
            expiresIn?: number;
            /** @description For whom or what it is. Only operators see it. */
            note?: string;
            /** @description How many accounts may be created with it; 1 by default. */
            uses?: number;
        };
        CreateAppChatDto: {
            /** @description What the app stores with the chat. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description An id chosen by the app, which makes a retry safe.
             */
            id?: string;
            /** @description External ids of the people in the chat. The first one owns a group. */
            participants: string[];
            title?: string;
            /**
             * @description `direct` if absent for two people without a title, else `group`.
             * @enum {string}
             */
            type?: "direct" | "group";
        };
        CreateChatDto: {
            /** @description Data of an app, up to 4,096 bytes of JSON. A direct chat that exists keeps what it has. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description An id chosen by the client, which makes a retry safe.
             */
            id?: string;
            /** @description User ids, without the caller. One person and no title make a direct chat. */
            participants: string[];
            title?: string;
        };
        CreateInviteLinkDto: {
            /** @description Seconds from now. Absent: the link does not expire. */
            expiresIn?: number;
            /** @description How many people may join with it. Absent: only the limit of the group counts. */
            maxUses?: number;
            /** @description People who use the link send a request, which an admin approves. */
            needsApproval?: boolean;
        };
        CreateKeyDto: {
            /**
             * Format: date-time
             * @description Absent: it does not expire.
             */
            expiresAt?: string;
            name: string;
            scopes: ("users:read" | "users:write" | "tokens:write" | "chats:read" | "chats:write" | "messages:read" | "messages:write" | "keys:write" | "audit:read")[];
        };
        /** @description A JSON object that an app stores with a message, a chat or a person. The server stores it and passes it on, and never interprets it. */
        CustomData: {
            [key: string]: unknown;
        };
        DelayDto: {
            /** Format: double */
            chance: number;
            /** @description Maximum milliseconds. Each delay is random up to it. */
            ms: number;
        };
        DelayView: {
            /** Format: double */
            chance: number;
            ms: number;
        };
        DeliveredView: {
            /** Format: uuid */
            chatId: string;
            lastDeliveredSeq: number;
            mine: number;
        };
        DemoAccountView: {
            email: string;
            name: string;
            password: string;
            /** @enum {string} */
            plan: "free" | "premium";
        };
        DirectPartsDto: {
            /** @description Numbers of parts, from 1. */
            parts: number[];
        };
        DirectPartsView: {
            /**
             * Format: date-time
             * @description Until when the addresses are valid.
             */
            expiresAt: string;
            parts: components["schemas"]["DirectPartView"][];
        };
        DirectPartView: {
            part: number;
            /** @description Bytes. The storage accepts no other number. */
            size: number;
            url: string;
        };
        DirectUploadDto: {
            fileName?: string;
            /**
             * Format: uuid
             * @description The id that the media will have, chosen by the client. It makes a retry safe.
             */
            id?: string;
            mimeType?: string;
            /** @description Bytes of the file. It counts for the limits of the caller from now on. */
            size: number;
        };
        DirectUploadView: {
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The id that the media will have.
             */
            mediaId: string;
            /** @description How many parts there are. They are numbered from 1. */
            parts: number;
            /** @description Bytes of each part but the last one, which has the rest. */
            partSize: number;
            /** Format: uuid */
            uploadId: string;
        };
        DraftDto: {
            /** @description Empty and without `reply`: removes the draft. With `reply` it may be missing. */
            message?: string;
            /**
             * Format: uuid
             * @description The id of the message of the same chat that it replies to.
             */
            reply?: string;
            /** @description The `draftVersion` that this device has. */
            version: number;
        };
        DraftStateView: {
            /** Format: uuid */
            chatId: string;
            /** @description Null when there is none. */
            draft: components["schemas"]["DraftView"] | null;
            /** @description The version of the latest change, also of a removal. The next change must send it. */
            draftVersion: number;
            mine: number;
        };
        DraftView: {
            message: string;
            /** @description The id of the message it replies to. */
            reply: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** @description Increases with each draft of the participant in this chat. */
            version: number;
        };
        EditMessageDto: {
            /** @description Data of an app, in place of all that the message has; null for none. Absent: as before. */
            data?: {
                [key: string]: unknown;
            } | null;
            /** @description Ids of the participants it mentions from now on; none for an empty list. Absent: as before. */
            mentions?: string[];
            mentionsAll?: boolean;
            /** @description May be empty or null only if the message has media or attachments. */
            message: string;
        };
        EndedSessionsView: {
            ended: number;
        };
        /** @enum {string} */
        ErrorCode: "request.invalid" | "request.malformed" | "request.too_large" | "request.timeout" | "request.unsupported_type" | "route.not_found" | "event.unknown" | "idempotency.key_reused" | "auth.bad_credentials" | "auth.token_missing" | "auth.token_invalid" | "auth.token_expired" | "auth.session_revoked" | "auth.deactivated" | "auth.second_factor_required" | "auth.second_factor_wrong" | "auth.second_factor_on" | "auth.second_factor_off" | "auth.password_wrong" | "auth.sign_in_again" | "auth.link_invalid" | "mail.unavailable" | "user.is_operator" | "key.scope_missing" | "key.not_found" | "session.not_found" | "auth.registration_closed" | "auth.invite_required" | "auth.invite_invalid" | "auth.email_taken" | "auth.provider_unknown" | "auth.provider_failed" | "auth.provider_denied" | "auth.sign_in_expired" | "auth.email_unverified" | "auth.link_needed" | "identity.not_found" | "identity.taken" | "identity.one_per_provider" | "identity.last" | "user.not_found" | "user.external_id_unknown" | "user.invite_only" | "user.not_you" | "chat.not_found" | "chat.id_taken" | "chat.not_owner" | "chat.is_direct" | "chat.is_thread" | "chat.blocked" | "chat.not_admin" | "draft.conflict" | "chat.full" | "invite.not_found" | "invite.too_many" | "join.not_found" | "message.not_found" | "message.not_yours" | "message.deleted" | "message.not_forwardable" | "pin.too_many" | "poll.not_found" | "poll.option_not_found" | "poll.closed" | "reaction.too_many" | "thread.in_thread" | "thread.removed" | "message.reply_not_found" | "message.id_taken" | "scheduled.not_found" | "scheduled.on_its_way" | "scheduled.too_many" | "reminder.too_many" | "participant.not_found" | "participant.not_you" | "media.not_found" | "media.id_taken" | "media.too_large" | "media.daily_limit" | "plan.limit_reached" | "media.offset_conflict" | "media.tus_version" | "media.direct_unavailable" | "media.bytes_differ" | "media.processing" | "media.rejected" | "media.range_invalid" | "media.unsupported" | "media.storage_unavailable" | "rate.limited" | "storage.full" | "overloaded" | "internal";
        ErrorDetail: {
            field: string;
            message: string;
            rule: string;
        };
        ErrorView: {
            /** @enum {string} */
            code: "auth.bad_credentials" | "auth.deactivated" | "auth.email_taken" | "auth.email_unverified" | "auth.invite_invalid" | "auth.invite_required" | "auth.link_invalid" | "auth.link_needed" | "auth.password_wrong" | "auth.provider_denied" | "auth.provider_failed" | "auth.provider_unknown" | "auth.registration_closed" | "auth.second_factor_off" | "auth.second_factor_on" | "auth.second_factor_required" | "auth.second_factor_wrong" | "auth.session_revoked" | "auth.sign_in_again" | "auth.sign_in_expired" | "auth.token_expired" | "auth.token_invalid" | "auth.token_missing" | "chat.blocked" | "chat.full" | "chat.id_taken" | "chat.is_direct" | "chat.is_thread" | "chat.not_admin" | "chat.not_found" | "chat.not_owner" | "draft.conflict" | "event.unknown" | "idempotency.key_reused" | "identity.last" | "identity.not_found" | "identity.one_per_provider" | "identity.taken" | "internal" | "invite.not_found" | "invite.too_many" | "join.not_found" | "key.not_found" | "key.scope_missing" | "mail.unavailable" | "media.bytes_differ" | "media.daily_limit" | "media.direct_unavailable" | "media.id_taken" | "media.not_found" | "media.offset_conflict" | "media.processing" | "media.range_invalid" | "media.rejected" | "media.storage_unavailable" | "media.too_large" | "media.tus_version" | "media.unsupported" | "message.deleted" | "message.id_taken" | "message.not_forwardable" | "message.not_found" | "message.not_yours" | "message.reply_not_found" | "overloaded" | "participant.not_found" | "participant.not_you" | "pin.too_many" | "plan.limit_reached" | "poll.closed" | "poll.not_found" | "poll.option_not_found" | "rate.limited" | "reaction.too_many" | "reminder.too_many" | "request.invalid" | "request.malformed" | "request.timeout" | "request.too_large" | "request.unsupported_type" | "route.not_found" | "scheduled.not_found" | "scheduled.on_its_way" | "scheduled.too_many" | "session.not_found" | "storage.full" | "thread.in_thread" | "thread.removed" | "user.external_id_unknown" | "user.invite_only" | "user.is_operator" | "user.not_found" | "user.not_you";
            details: components["schemas"]["ErrorDetail"][];
            message: string;
            /** @description Values of this error, e.g. `{limit, used}`. */
            params: {
                [key: string]: unknown;
            };
            /** @description Seconds to wait before a retry; null when a retry does not help. */
            retryAfter: number | null;
            /** @enum {string} */
            status: "error";
        };
        ExchangeCodeDto: {
            /** @description The one-time code, as it was behind `#`. It is valid for two minutes. */
            code: string;
            /** @description The secret of the `codeChallenge`, if one was given. */
            codeVerifier?: string;
        };
        ExchangeSignInDto: {
            /** @description The one-time code, as it was behind `#`. It is valid for two minutes. */
            code: string;
            /** @description The secret of the `codeChallenge`, if one was given. */
            codeVerifier?: string;
            /** @description The second factor, if the account has one: six digits of the authenticator app, or a recovery code. */
            secondFactor?: string;
        };
        FaultCountsView: {
            cut: number;
            delay: number;
            drop: number;
            duplicate: number;
            expireToken: number;
            loseAck: number;
            loseAnswer: number;
            reorder: number;
        };
        FaultsDto: {
            /**
             * Format: double
             * @description The socket is closed instead of sending a push or carrying out an event.
             */
            cut?: number;
            /** @description Pushes, answers, events and calls are delayed. Those of one socket keep their order. */
            delay?: components["schemas"]["DelayDto"];
            /**
             * Format: double
             * @description A push is lost. An event or a call is not carried out and gets no answer.
             */
            drop?: number;
            /**
             * Format: double
             * @description A push is sent twice. An event is carried out twice.
             */
            duplicate?: number;
            /**
             * Format: double
             * @description A call or a connection is refused with `auth.token_expired`. An event closes its socket with it.
             */
            expireToken?: number;
            /**
             * Format: double
             * @description An event is carried out and gets no answer.
             */
            loseAck?: number;
            /**
             * Format: double
             * @description A call is carried out, and its connection is closed instead of an answer.
             */
            loseAnswer?: number;
            /**
             * Format: double
             * @description A push is sent after the next one.
             */
            reorder?: number;
            /** @description The same seed and the same traffic get the same faults. */
            seed: number;
        };
        FaultsView: {
            counts: components["schemas"]["FaultCountsView"];
            /** Format: double */
            cut: number;
            delay: components["schemas"]["DelayView"];
            /** Format: double */
            drop: number;
            /** Format: double */
            duplicate: number;
            /**
             * Format: date-time
             * @description When the faults end; null when none are set.
             */
            endsAt: string | null;
            /** Format: double */
            expireToken: number;
            /** Format: double */
            loseAck: number;
            /** Format: double */
            loseAnswer: number;
            /** Format: double */
            reorder: number;
            seed: number;
        };
        ForgottenPasswordDto: {
            /**
             * Format: email
             * @description Letter case, Unicode form and surrounding white space do not count.
             */
            email: string;
        };
        ForwardDto: {
            /**
             * Format: uuid
             * @description The chat of the message. Neither id is checked to be a UUID: any other text is answered as not found.
             */
            chatId: string;
            /**
             * Format: uuid
             * @description An id chosen by the client. A retry with the same id stores no second message.
             */
            id?: string;
            /** Format: uuid */
            messageId: string;
        };
        ForwardedView: {
            /** Format: uuid */
            chatId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            messageId: string;
            sender: components["schemas"]["SenderView"];
        };
        FoundMessageView: {
            /** @description Null when it was not edited or deleted, or when it expired. With a `rev` above `lastReadRev`, it changed after the last read. */
            altered: components["schemas"]["AlteredView"] | null;
            /** @description Locations or contacts of a message of kind `location` or `contact`; the poll of a `poll`. */
            attachments: (components["schemas"]["LocationView"] | components["schemas"]["ContactView"] | components["schemas"]["PollView"])[];
            /** Format: uuid */
            chatId: string;
            /** Format: date-time */
            createdAt: string;
            /** @description What the app that sent it stored with it. */
            data: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            deletedAt: string | null;
            /** Format: date-time */
            editedAt: string | null;
            /**
             * Format: date-time
             * @description When it will expire, that is, be deleted for everybody; null when it does not expire or was deleted.
             */
            expiresAt: string | null;
            forwarded: components["schemas"]["ForwardedView"] | null;
            /** @description Where the searched texts are in `message`, in order, at most 20. Empty if they are only in the name of a file or in an option of a poll. */
            highlights: components["schemas"]["HighlightView"][];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "contact" | "custom" | "location" | "media" | "poll" | "system" | "text";
            media: components["schemas"]["MediaView"][];
            /** @description Ids of the participants it mentions. */
            mentions: string[];
            /** @description It mentions everybody. */
            mentionsAll: boolean;
            message: string;
            /** Format: uuid */
            participantId: string;
            /**
             * Format: date-time
             * @description When it was pinned for everybody in the chat; null when it is not.
             */
            pinnedAt: string | null;
            reactions: components["schemas"]["ReactionView"][];
            reply: components["schemas"]["ReplyView"] | null;
            /** @description The number of the latest change of the message, among all shared changes of its chat: 1, 2, 3 … without gaps. */
            rev: number;
            sender: components["schemas"]["SenderView"];
            /** @description The number of the message in its chat: 1, 2, 3 … without gaps. */
            seq: number;
            starred: boolean;
            system: components["schemas"]["SystemView"] | null;
            /**
             * Format: uuid
             * @description The id of the thread about it; null while there is none.
             */
            threadId: string | null;
        };
        GroupSettingsDto: {
            /** @description An https URL, which the server passes on and never fetches; the `url` of an upload of the caller; or null for none. */
            avatar?: string | null;
            /** @description Data of an app, in place of all that the chat has; null for none. Alone it may be set in a direct chat, too, by both people. */
            data?: {
                [key: string]: unknown;
            } | null;
            description?: string | null;
            /** @description People who join from now on see only messages sent after they joined. */
            historyHidden?: boolean;
            /** @description Null: the title is made from the names of the participants. */
            title?: string | null;
        };
        HiddenMessageView: {
            /** Format: date-time */
            deletedAt: string;
            /** Format: uuid */
            messageId: string;
        };
        HighlightView: {
            end: number;
            start: number;
        };
        IdentityView: {
            /** Format: date-time */
            createdAt: string;
            /** @description The e-mail that the provider had when the identity was linked; null when it gave none. */
            email: string | null;
            /** Format: uuid */
            id: string;
            /** @description The name of the provider; its address when people cannot sign in with it any more. */
            provider: string;
        };
        InviteLinkView: {
            /** Format: uuid */
            chatId: string;
            /** @description For `POST /api/invites/{code}/join`. Everybody who has it may join. */
            code: string;
            /** Format: date-time */
            createdAt: string;
            /** @description The id of the participant who created it. */
            createdBy: string;
            /**
             * Format: date-time
             * @description Null: the link does not expire.
             */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** @description Null: only the limit of the group counts. */
            maxUses: number | null;
            /** @description People who use the link send a request, which an admin approves. */
            needsApproval: boolean;
            /** @description How many people have joined with it, or asked to. */
            uses: number;
        };
        InviteView: {
            avatar: string | null;
            /** Format: uuid */
            chatId: string;
            description: string | null;
            needsApproval: boolean;
            participantCount: number;
            /** @description Null when the title is made from the names of the participants. */
            title: string | null;
        };
        JoinRequestView: {
            /** Format: uuid */
            chatId: string;
            /** Format: date-time */
            requestedAt: string;
            user: components["schemas"]["UserView"];
        };
        JoinView: {
            /** @description The chat as `GET /api/chats/{chat}` answers it; null while the caller is not in it. */
            chat: components["schemas"]["ChatView"] | null;
            /** Format: uuid */
            chatId: string;
            /** @enum {string} */
            state: "declined" | "joined" | "requested";
        };
        LinkIdentityDto: {
            /** @description SHA-256 of a `codeVerifier`, as 43 characters of base64url (PKCE with S256). Required with `return`. */
            codeChallenge?: string;
            /** @description The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
            password?: string;
            /** @description Where the browser goes in the end: one of OIDC_RETURN_URLS, exactly as it is there. Without it, the page. */
            return?: string;
        };
        ListMeta: {
            hasMore: boolean;
            page: number;
            perPage: number;
        };
        LocationDto: {
            /** @enum {string} */
            kind: "location";
            latitude: number;
            longitude: number;
            name?: string;
        };
        LocationView: {
            /** @enum {string} */
            kind: "location";
            latitude: number;
            longitude: number;
            name: string | null;
        };
        LoginDto: {
            /** @description The second factor, if the account has one: six digits of the authenticator app, or a recovery code. */
            code?: string;
            /**
             * Format: email
             * @description Letter case, Unicode form and surrounding white space do not count.
             */
            email: string;
            /** @description Its Unicode form does not count. Every other difference does. */
            password: string;
        };
        LoginView: {
            /**
             * Format: date-time
             * @description ISO 8601.
             */
            expiresAt: string;
            /** @description A token that only reads media, as `?t=`. It is valid for 12 hours. */
            mediaToken: string;
            token: string;
            user: components["schemas"]["MeView"];
        };
        LogoutDto: {
            /** @description `true` ends all sessions of the caller. */
            everywhere?: boolean;
        };
        MarkDto: {
            /** @description Marks everything up to this `seq` as read or delivered. Marks only move forward. */
            seq: number;
        };
        MarkedUnreadView: {
            /** Format: uuid */
            chatId: string;
            /** @description The chat's `lastSeq` at that time. A later message of the caller removes the mark. */
            lastSeq: number;
            markedUnread: boolean;
            mine: number;
        };
        MediaItemDto: {
            /**
             * Format: uuid
             * @description The id of an earlier upload of the caller.
             */
            id?: string;
            mimeType?: string;
            /** @description By default, and when it is blank, the name in the URL or of the upload. */
            name?: string;
            /**
             * Format: uri
             * @description http or https. The server stores it and passes it on, and never fetches it. Required without `id`.
             */
            url?: string;
        };
        /** @enum {string} */
        MediaKind: "image" | "video" | "audio" | "file" | "link";
        /**
         * @description Why a content was rejected. `too_complex`: to decode it takes more memory or time than one file may take. `failed`: it could not be processed, for a reason on the side of the server.
         * @enum {string}
         */
        MediaReason: "broken" | "mislabelled" | "not_an_image" | "too_many_pixels" | "too_many_frames" | "too_long" | "too_complex" | "failed";
        /**
         * @description `processing` until thumbnails and measures are there: pictures cannot be read before. `rejected`: the content could not be used, and its bytes are gone.
         * @enum {string}
         */
        MediaStatus: "processing" | "ready" | "rejected";
        MediaView: {
            duration: number | null;
            height: number | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "audio" | "file" | "image" | "link" | "video";
            mimeType: string | null;
            name: string | null;
            /** @description A thumbhash in base64: a blurred picture to show until another has loaded. */
            placeholder: string | null;
            /** @description WebP within 1,280 × 1,280 pixels; of a video, its poster. */
            previewUrl: string | null;
            /**
             * @description Why it was rejected.
             * @enum {string|null}
             */
            reason: "broken" | "failed" | "mislabelled" | "not_an_image" | "too_complex" | "too_long" | "too_many_frames" | "too_many_pixels" | null;
            size: number | null;
            /** @enum {string} */
            status: "processing" | "ready" | "rejected";
            /** @description WebP within 320 × 320 pixels; of a video, its poster. */
            thumbnailUrl: string | null;
            /** @description An external http or https URL, or a root-relative one, which is read with the Bearer header or `?t=<mediaToken>`. */
            url: string;
            /** @description 64 loudness values from 0 to 255 of an audio. */
            waveform: number[] | null;
            width: number | null;
        };
        /**
         * @description `custom`: the app draws it from `data`; where it does not, `message` is shown.
         * @enum {string}
         */
        MessageKind: "text" | "media" | "system" | "poll" | "location" | "contact" | "custom";
        MessageLifetimeDto: {
            /** @description Seconds after which new messages are deleted for everybody. */
            seconds: number;
        };
        MessageOutcomeView: {
            /** @description Null if it was refused. */
            data: components["schemas"]["MessageView"] | null;
            /** @description Null if it was sent, now or before. */
            error: components["schemas"]["ErrorView"] | null;
            /** @enum {string} */
            status: "error" | "success";
        };
        MessageVersionView: {
            /**
             * Format: date-time
             * @description When it was written.
             */
            createdAt: string;
            data: {
                [key: string]: unknown;
            } | null;
            message: string;
        };
        MessageView: {
            /** @description Null when it was not edited or deleted, or when it expired. With a `rev` above `lastReadRev`, it changed after the last read. */
            altered: components["schemas"]["AlteredView"] | null;
            /** @description Locations or contacts of a message of kind `location` or `contact`; the poll of a `poll`. */
            attachments: (components["schemas"]["LocationView"] | components["schemas"]["ContactView"] | components["schemas"]["PollView"])[];
            /** Format: uuid */
            chatId: string;
            /** Format: date-time */
            createdAt: string;
            /** @description What the app that sent it stored with it. */
            data: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            deletedAt: string | null;
            /** Format: date-time */
            editedAt: string | null;
            /**
             * Format: date-time
             * @description When it will expire, that is, be deleted for everybody; null when it does not expire or was deleted.
             */
            expiresAt: string | null;
            forwarded: components["schemas"]["ForwardedView"] | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "contact" | "custom" | "location" | "media" | "poll" | "system" | "text";
            media: components["schemas"]["MediaView"][];
            /** @description Ids of the participants it mentions. */
            mentions: string[];
            /** @description It mentions everybody. */
            mentionsAll: boolean;
            message: string;
            /** Format: uuid */
            participantId: string;
            /**
             * Format: date-time
             * @description When it was pinned for everybody in the chat; null when it is not.
             */
            pinnedAt: string | null;
            reactions: components["schemas"]["ReactionView"][];
            reply: components["schemas"]["ReplyView"] | null;
            /** @description The number of the latest change of the message, among all shared changes of its chat: 1, 2, 3 … without gaps. */
            rev: number;
            sender: components["schemas"]["SenderView"];
            /** @description The number of the message in its chat: 1, 2, 3 … without gaps. */
            seq: number;
            starred: boolean;
            system: components["schemas"]["SystemView"] | null;
            /**
             * Format: uuid
             * @description The id of the thread about it; null while there is none.
             */
            threadId: string | null;
        };
        MeView: {
            avatar: string | null;
            /** @description Null for a person of the app who has none. */
            email: string | null;
            /**
             * Format: uuid
             * @description User id.
             */
            id: string;
            name: string;
            /** @enum {string} */
            plan: "free" | "premium";
            /**
             * @description The status that the user chose, for all devices. With `offline` nobody sees them online, even while they are connected.
             * @enum {string}
             */
            status: "offline" | "online";
        };
        MuteDto: {
            /**
             * Format: date-time
             * @description Absent: without end.
             */
            until?: string;
        };
        MuteView: {
            archived: boolean;
            archivedSeq: number | null;
            /** Format: uuid */
            chatId: string;
            /** @description Increases by one with each change of the caller's private state in this chat. */
            mine: number;
            /**
             * Format: date-time
             * @description Null when it is not muted.
             */
            mutedUntil: string | null;
        };
        MyselfView: {
            avatar: string | null;
            /** @description What an app stored with the caller. Others see it, too. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description Null for a person of the app who has none. */
            email: string | null;
            /** @description Whether the person has shown, with a link in a mail, that the e-mail is theirs. */
            emailVerified: boolean;
            /**
             * Format: uuid
             * @description User id.
             */
            id: string;
            mediaToken: string;
            name: string;
            /** @enum {string} */
            plan: "free" | "premium";
            /**
             * @description The status that the user chose, for all devices. With `offline` nobody sees them online, even while they are connected.
             * @enum {string}
             */
            status: "offline" | "online";
            /**
             * @description Who may add the caller to groups and threads. Others can send an invite link.
             * @enum {string}
             */
            whoMayAddMe: "everybody" | "nobody" | "shared";
            /**
             * @description Who sees when the caller was last online.
             * @enum {string}
             */
            whoSeesLastSeen: "everybody" | "nobody" | "shared";
        };
        NewAccountInviteView: {
            code: string;
            /** Format: date-time */
            createdAt: string;
            /** @description User id of the operator who created it; null when it was made with OPERATOR_TOKEN or at the command line. */
            createdBy: string | null;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /** @description What its creator wrote about it. */
            note: string | null;
            /** @description How many accounts were created with it. */
            used: number;
            /** @description How many accounts may be created with it. */
            uses: number;
        };
        NewApiKeyView: {
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Null: it does not expire.
             */
            expiresAt: string | null;
            /** @description The part of the key between `pk_` and the last underscore. */
            id: string;
            key: string;
            name: string;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation is accepted too; null: there is none.
             */
            previousUntil: string | null;
            /**
             * Format: date-time
             * @description Null while it is accepted.
             */
            revokedAt: string | null;
            scopes: ("users:read" | "users:write" | "tokens:write" | "chats:read" | "chats:write" | "messages:read" | "messages:write" | "keys:write" | "audit:read")[];
            /**
             * Format: date-time
             * @description When its newest secret was last used, to the minute; null: never.
             */
            usedAt: string | null;
        };
        NextMeta: {
            next: string | null;
        };
        /** @enum {string} */
        OnlineStatus: "online" | "offline";
        PageMeta: {
            hasMore: boolean;
            lastSeq: number;
            /** @description Null when the list was requested by `before` or `after`. */
            page: number | null;
            perPage: number;
        };
        ParticipantOutcomeView: {
            /** @description Null if it was refused. */
            data: components["schemas"]["AppParticipantView"] | null;
            /** @description Null if it was carried out. */
            error: components["schemas"]["ErrorView"] | null;
            /** @enum {string} */
            status: "error" | "success";
        };
        /** @enum {string} */
        ParticipantRole: "owner" | "admin" | "member";
        ParticipantView: {
            /** Format: uuid */
            id: string;
            lastDeliveredSeq: number;
            lastReadSeq: number;
            /** @enum {string} */
            role: "admin" | "member" | "owner";
            user: components["schemas"]["UserView"];
        };
        PinView: {
            /** Format: uuid */
            chatId: string;
            /** @description Increases by one with each change of the caller's private state in this chat. */
            mine: number;
            pinned: boolean;
        };
        PollDto: {
            /** @description Nobody sees who chose which option. */
            anonymous?: boolean;
            /** Format: date-time */
            closesAt?: string;
            /** @description Each participant may choose several options. */
            multiple?: boolean;
            options: string[];
        };
        PollOptionView: {
            /** @description How many people chose it. */
            count: number;
            /** Format: uuid */
            id: string;
            /** @description Whether the reader is one of them. Absent in pushes. */
            mine?: boolean;
            /** @description Up to 50 of them, by id. Empty for an anonymous poll. */
            participantIds: string[];
            text: string;
        };
        PollView: {
            /** @description Whether nobody sees who chose which option. */
            anonymous: boolean;
            /** @description Whether it was closed, or `closesAt` has passed. */
            closed: boolean;
            /**
             * Format: date-time
             * @description When it closes by itself; null: never.
             */
            closesAt: string | null;
            /** @enum {string} */
            kind: "poll";
            /** @description Whether each participant may choose several options. */
            multiple: boolean;
            options: components["schemas"]["PollOptionView"][];
            /** @description How many people have voted. */
            voters: number;
        };
        ProfileView: {
            avatar: string | null;
            data: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: uuid
             * @description User id.
             */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601; null when the user was never online, or hides it from the caller.
             */
            lastSeenAt: string | null;
            name: string;
            /** @enum {string} */
            status: "offline" | "online";
        };
        PutChatDto: {
            /** @description What the app stores with the chat. */
            data?: {
                [key: string]: unknown;
            };
            /** @description External ids of the people in the chat. The first one owns a group. */
            participants: string[];
            title?: string;
            /**
             * @description `direct` if absent for two people without a title, else `group`.
             * @enum {string}
             */
            type?: "direct" | "group";
        };
        PutUserDto: {
            /** @description A URL with `https`; null removes the avatar. */
            avatar?: string | null;
            /** @description Replaces the data that the app stores with the person; null removes it. */
            data?: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: email
             * @description Null removes the e-mail.
             */
            email?: string | null;
            /** @description Required for a person who does not exist yet. */
            name?: string;
            /** @enum {string} */
            plan?: "free" | "premium";
        };
        PutUsersDto: {
            users: components["schemas"]["BatchUserDto"][];
        };
        /** @description A reaction that was added or removed. */
        ReactionChangeView: {
            chatId: string;
            /** @description How many people have this reaction on the message now. */
            count: number;
            emoji: string;
            messageId: string;
            participantId: string;
            rev: number;
        };
        ReactionView: {
            count: number;
            emoji: string;
            /** @description Whether the reader is one of them. Absent in pushes. */
            mine?: boolean;
            /** @description Up to 50 of them, by id. */
            participantIds: string[];
        };
        ReadView: {
            /** Format: uuid */
            chatId: string;
            lastReadRev: number;
            lastReadSeq: number;
            mine: number;
            unreadCount: number;
        };
        ReceiptsView: {
            /** @description How many have received it, including those who have read it. */
            deliveredCount: number;
            /** Format: uuid */
            messageId: string;
            people: number;
            readCount: number;
            /** @description One page of receipts: first of people who have read it, then of people who have received it. */
            receipts: components["schemas"]["ReceiptView"][];
            seq: number;
        };
        ReceiptView: {
            /** Format: uuid */
            participantId: string;
            /** @enum {string} */
            state: "delivered" | "read" | "sent";
            user: components["schemas"]["UserView"];
        };
        RecipientView: {
            devices: components["schemas"]["TracedDeviceView"][];
            lastDeliveredSeq: number;
            lastReadSeq: number;
            /** Format: uuid */
            participantId: string;
            /**
             * @description `no_device`: no device that is connected now was connected when the message was pushed.
             * @enum {string}
             */
            state: "behind" | "delivered" | "no_device" | "pushed" | "read";
            user: components["schemas"]["UserView"];
        };
        RecoveryCodesView: {
            recoveryCodes: string[];
        };
        RegisterDto: {
            /**
             * Format: email
             * @description Letter case, Unicode form and surrounding white space do not count.
             */
            email: string;
            /** @description The code of an account invite, where one is required. */
            invite?: string;
            name: string;
            /** @description Its Unicode form does not count. Every other difference does. */
            password: string;
        };
        ReminderDto: {
            /**
             * Format: date-time
             * @description Within a year from now.
             */
            remindAt: string;
        };
        ReminderMarkView: {
            /** Format: date-time */
            dueAt: string;
            /** Format: uuid */
            messageId: string;
            /**
             * Format: date-time
             * @description When they were reminded; null before that.
             */
            remindedAt: string | null;
        };
        ReminderStateView: {
            /** Format: uuid */
            chatId: string;
            /** Format: date-time */
            dueAt: string;
            /** Format: uuid */
            messageId: string;
            mine: number;
            /**
             * Format: date-time
             * @description When they were reminded; null before that.
             */
            remindedAt: string | null;
        };
        ReminderView: {
            /** Format: date-time */
            dueAt: string;
            message: components["schemas"]["MessageView"];
            /**
             * Format: date-time
             * @description When they were reminded; null before that.
             */
            remindedAt: string | null;
        };
        RemoveTwoFactorDto: {
            /** @description Six digits that the authenticator app shows, or a recovery code. */
            code: string;
            /** @description The password of the account. If it has none, the caller must have signed in within the last ten minutes. */
            password?: string;
        };
        ReplyView: {
            /** Format: date-time */
            deletedAt: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "contact" | "custom" | "location" | "media" | "poll" | "system" | "text";
            media: components["schemas"]["MediaView"][];
            message: string;
            sender: components["schemas"]["SenderView"];
            seq: number;
        };
        ReportDto: {
            comment?: string;
            /** @enum {string} */
            reason: "abuse" | "illegal" | "other" | "spam";
        };
        ReportedView: {
            /** Format: uuid */
            chatId: string;
            comment: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description The data of the message, which an app may have drawn in place of its text; null for none. */
            data: {
                [key: string]: unknown;
            } | null;
            /** Format: uuid */
            id: string;
            mediaUrls: string[];
            message: string;
            /** Format: uuid */
            messageId: string;
            /** @enum {string} */
            reason: "abuse" | "illegal" | "other" | "spam";
            /**
             * Format: uuid
             * @description User id.
             */
            reporterId: string;
            /** Format: date-time */
            saidAt: string;
            /**
             * Format: uuid
             * @description User id of the sender of the message.
             */
            senderId: string;
        };
        ReportView: {
            /** Format: uuid */
            chatId: string;
            comment: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            messageId: string;
            /** @enum {string} */
            reason: "abuse" | "illegal" | "other" | "spam";
        };
        RescheduleMessageDto: {
            /** @description May be empty only if the message has media, attachments or a poll. */
            message?: string;
            /**
             * Format: date-time
             * @description Within a year from now.
             */
            sendAt?: string;
        };
        ResetPasswordDto: {
            /** @description Its Unicode form does not count. Every other difference does. */
            password: string;
            /** @description From the link of the mail. */
            token: string;
        };
        RotateKeyDto: {
            /** @description Seconds for which the secret before is accepted; a day if absent, at most 30 days. */
            keepFor?: number;
        };
        ScheduledMessageView: {
            attachments: (components["schemas"]["LocationView"] | components["schemas"]["ContactView"] | components["schemas"]["PollView"])[];
            /** Format: uuid */
            chatId: string;
            /** Format: date-time */
            createdAt: string;
            data: {
                [key: string]: unknown;
            } | null;
            /** @description Why the send was refused. The message then waits until it is changed or removed. Null: it will be sent. */
            failed: components["schemas"]["SendFailureView"] | null;
            /**
             * Format: uuid
             * @description The id that the message will have when it is sent.
             */
            id: string;
            /** @enum {string} */
            kind: "contact" | "custom" | "location" | "media" | "poll" | "system" | "text";
            media: components["schemas"]["MediaView"][];
            /** @description Ids of the participants it mentions. */
            mentions: string[];
            /** @description It mentions everybody. */
            mentionsAll: boolean;
            message: string;
            /** @description The id of the message it replies to. */
            reply: string | null;
            /** Format: date-time */
            sendAt: string;
        };
        ScheduleMessageDto: {
            /** @description Up to ten locations or contacts, all of one kind. In a form as JSON text. */
            attachments?: (components["schemas"]["LocationDto"] | components["schemas"]["ContactDto"])[];
            /** @description Data of an app, up to 4,096 bytes of JSON and 8 levels deep. It is passed on and not interpreted. In a form as JSON text. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description An id chosen by the client. A retry with the same id stores no second message.
             */
            id?: string;
            /**
             * @description `custom`: the app draws the message from `data`. `message` must not be empty: it is shown where the app does not draw it.
             * @enum {string}
             */
            kind?: "custom";
            /** @description A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of these. */
            media?: string | components["schemas"]["MediaItemDto"] | (string | components["schemas"]["MediaItemDto"])[];
            /** @description Ids of the participants it mentions. */
            mentions?: string[];
            /** @description It mentions everybody. Only the owner and the admins of the chat may set it. */
            mentionsAll?: boolean;
            /** @description Required and not empty, unless there are media, attachments or a poll: then it may be missing, null or empty. */
            message?: string;
            /** @description A poll, with the text as its question. In a form as JSON text. */
            poll?: components["schemas"]["PollDto"];
            /**
             * Format: uuid
             * @description The id of a message of the same chat that it replies to.
             */
            reply?: string;
            /**
             * Format: date-time
             * @description Within a year from now.
             */
            sendAt?: string;
            /** @description Seconds from now. A few seconds give time to undo the send. */
            sendIn?: number;
        };
        SearchMeta: {
            hasMore: boolean;
            lastSeq: number;
            next: string | null;
            /** @description Null when the list was requested by `before` or `after`. */
            page: number | null;
            perPage: number;
        };
        SenderView: {
            avatar: string | null;
            /**
             * Format: uuid
             * @description User id.
             */
            id: string;
            name: string;
        };
        SendFailureView: {
            /**
             * @description The error code that a send would get.
             * @enum {string}
             */
            code: "auth.bad_credentials" | "auth.deactivated" | "auth.email_taken" | "auth.email_unverified" | "auth.invite_invalid" | "auth.invite_required" | "auth.link_invalid" | "auth.link_needed" | "auth.password_wrong" | "auth.provider_denied" | "auth.provider_failed" | "auth.provider_unknown" | "auth.registration_closed" | "auth.second_factor_off" | "auth.second_factor_on" | "auth.second_factor_required" | "auth.second_factor_wrong" | "auth.session_revoked" | "auth.sign_in_again" | "auth.sign_in_expired" | "auth.token_expired" | "auth.token_invalid" | "auth.token_missing" | "chat.blocked" | "chat.full" | "chat.id_taken" | "chat.is_direct" | "chat.is_thread" | "chat.not_admin" | "chat.not_found" | "chat.not_owner" | "draft.conflict" | "event.unknown" | "idempotency.key_reused" | "identity.last" | "identity.not_found" | "identity.one_per_provider" | "identity.taken" | "internal" | "invite.not_found" | "invite.too_many" | "join.not_found" | "key.not_found" | "key.scope_missing" | "mail.unavailable" | "media.bytes_differ" | "media.daily_limit" | "media.direct_unavailable" | "media.id_taken" | "media.not_found" | "media.offset_conflict" | "media.processing" | "media.range_invalid" | "media.rejected" | "media.storage_unavailable" | "media.too_large" | "media.tus_version" | "media.unsupported" | "message.deleted" | "message.id_taken" | "message.not_forwardable" | "message.not_found" | "message.not_yours" | "message.reply_not_found" | "overloaded" | "participant.not_found" | "participant.not_you" | "pin.too_many" | "plan.limit_reached" | "poll.closed" | "poll.not_found" | "poll.option_not_found" | "rate.limited" | "reaction.too_many" | "reminder.too_many" | "request.invalid" | "request.malformed" | "request.timeout" | "request.too_large" | "request.unsupported_type" | "route.not_found" | "scheduled.not_found" | "scheduled.on_its_way" | "scheduled.too_many" | "session.not_found" | "storage.full" | "thread.in_thread" | "thread.removed" | "user.external_id_unknown" | "user.invite_only" | "user.is_operator" | "user.not_found" | "user.not_you";
            message: string;
        };
        SendMediaMessageDto: {
            /** @description Up to ten locations or contacts, all of one kind. In a form as JSON text. */
            attachments?: (components["schemas"]["LocationDto"] | components["schemas"]["ContactDto"])[];
            /** @description Data of an app, up to 4,096 bytes of JSON and 8 levels deep. It is passed on and not interpreted. In a form as JSON text. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description An id chosen by the client. A retry with the same id stores no second message.
             */
            id?: string;
            /**
             * @description `custom`: the app draws the message from `data`. `message` must not be empty: it is shown where the app does not draw it.
             * @enum {string}
             */
            kind?: "custom";
            /** @description A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of these. */
            media: string | components["schemas"]["MediaItemDto"] | (string | components["schemas"]["MediaItemDto"])[];
            /** @description Ids of the participants it mentions. */
            mentions?: string[];
            /** @description It mentions everybody. Only the owner and the admins of the chat may set it. */
            mentionsAll?: boolean;
            /** @description May be empty, for a picture without a caption. */
            message: string;
            /** @description A poll, with the text as its question. In a form as JSON text. */
            poll?: components["schemas"]["PollDto"];
            /**
             * Format: uuid
             * @description The id of a message of the same chat that it replies to.
             */
            reply?: string;
        };
        SendMessageDto: {
            /** @description Up to ten locations or contacts, all of one kind. In a form as JSON text. */
            attachments?: (components["schemas"]["LocationDto"] | components["schemas"]["ContactDto"])[];
            /** @description Data of an app, up to 4,096 bytes of JSON and 8 levels deep. It is passed on and not interpreted. In a form as JSON text. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description An id chosen by the client. A retry with the same id stores no second message.
             */
            id?: string;
            /**
             * @description `custom`: the app draws the message from `data`. `message` must not be empty: it is shown where the app does not draw it.
             * @enum {string}
             */
            kind?: "custom";
            /** @description A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of these. */
            media?: string | components["schemas"]["MediaItemDto"] | (string | components["schemas"]["MediaItemDto"])[];
            /** @description Ids of the participants it mentions. */
            mentions?: string[];
            /** @description It mentions everybody. Only the owner and the admins of the chat may set it. */
            mentionsAll?: boolean;
            /** @description Required and not empty, unless there are media, attachments or a poll: then it may be missing, null or empty. */
            message?: string;
            /** @description A poll, with the text as its question. In a form as JSON text. */
            poll?: components["schemas"]["PollDto"];
            /**
             * Format: uuid
             * @description The id of a message of the same chat that it replies to.
             */
            reply?: string;
        };
        /** @description The payload of each push, by name. A push to a whole chat has nothing that depends on its reader. */
        ServerEvents: {
            "chat.archived": components["schemas"]["ArchiveView"];
            "chat.cleared": components["schemas"]["ClearedChatView"];
            "chat.created": components["schemas"]["ChatView"];
            "chat.delivered": components["schemas"]["DeliveredView"];
            "chat.markedUnread": components["schemas"]["MarkedUnreadView"];
            "chat.muted": components["schemas"]["MuteView"];
            "chat.pinned": components["schemas"]["PinView"];
            "chat.read": components["schemas"]["ReadView"];
            "chat.removed": {
                chatId: string;
            };
            "chat.updated": {
                avatar: string | null;
                chatId: string;
                data: components["schemas"]["CustomData"] | null;
                description: string | null;
                /** @description New participants see only messages sent after they joined. */
                historyHidden: boolean;
                id: string;
                /** @description Seconds after which messages are deleted; null: never. */
                messageLifetime: number | null;
                rev: number;
                /** @description Null when the title is made from the names of the participants. */
                title: string | null;
            };
            "connection.ready": {
                epoch: string;
                mediaToken: string;
                serverTime: string;
                sessionId: string;
                userId: string;
            };
            "draft.changed": components["schemas"]["DraftStateView"];
            "join.requested": components["schemas"]["JoinRequestView"];
            "media.updated": components["schemas"]["MediaView"];
            "message.created": components["schemas"]["SharedMessageView"];
            "message.deleted": components["schemas"]["SharedMessageView"];
            "message.hidden": {
                chatId: string;
                deletedAt: string;
                messageId: string;
                mine: number;
            };
            "message.scheduled": {
                attachments: components["schemas"]["AttachmentView"][];
                chatId: string;
                createdAt: string;
                data: components["schemas"]["CustomData"] | null;
                /** @description Why the send was refused. The message then waits until it is changed or removed. Null: it will be sent. */
                failed: components["schemas"]["SendFailureView"] | null;
                /** @description The id that the message will have when it is sent. */
                id: string;
                kind: components["schemas"]["MessageKind"];
                media: components["schemas"]["MediaView"][];
                /** @description Ids of the participants it mentions. */
                mentions: string[];
                /** @description It mentions everybody. */
                mentionsAll: boolean;
                message: string;
                mine: number;
                /** @description The id of the message it replies to. */
                reply: string | null;
                sendAt: string;
            };
            "message.starred": {
                chatId: string;
                messageId: string;
                mine: number;
                starred: boolean;
            };
            "message.unscheduled": components["schemas"]["UnscheduledView"];
            "message.updated": components["schemas"]["SharedMessageView"];
            /** @description A numbered change of a participant: joined, left, or another role. */
            "participant.joined": {
                chatId: string;
                participant: components["schemas"]["ParticipantView"];
                rev: number;
            };
            /** @description A numbered change of a participant: joined, left, or another role. */
            "participant.left": {
                chatId: string;
                participant: components["schemas"]["ParticipantView"];
                rev: number;
            };
            /** @description A numbered change of a participant: joined, left, or another role. */
            "participant.updated": {
                chatId: string;
                participant: components["schemas"]["ParticipantView"];
                rev: number;
            };
            "poll.voted": {
                chatId: string;
                messageId: string;
                mine: number;
                /** @description Ids of the chosen options; empty when the vote was withdrawn. */
                options: string[];
            };
            "presence.changed": {
                lastSeenAt: string | null;
                status: components["schemas"]["OnlineStatus"];
                userId: string;
            };
            "reaction.added": components["schemas"]["ReactionChangeView"];
            "reaction.removed": components["schemas"]["ReactionChangeView"];
            "receipt.delivered": {
                chatId: string;
                deliveredToAllSeq: number;
                participantId: string;
                seq: number;
            };
            "receipt.read": {
                chatId: string;
                participantId: string;
                readByAllSeq: number;
                seq: number;
            };
            "reminder.due": components["schemas"]["ReminderStateView"];
            "reminder.removed": components["schemas"]["UnremindedView"];
            "reminder.set": components["schemas"]["ReminderStateView"];
            "server.draining": {
                reconnectInMs: number;
            };
            "session.ended": {
                code: string;
            };
            "sync.needed": {
                [key: string]: unknown;
            };
            "typing.started": {
                chatId: string;
                participantId: string;
            };
            "typing.stopped": {
                chatId: string;
                participantId: string;
            };
            "user.blocked": components["schemas"]["BlockedView"];
            "user.updated": components["schemas"]["ChangedUserView"];
        };
        SessionView: {
            /** Format: date-time */
            createdAt: string;
            /** @description Whether it is the session of this call. */
            current: boolean;
            /** @description Its User-Agent when it signed in, up to 200 characters; null when it sent none. */
            device: string | null;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /**
             * @description About where it signed in: its IPv4 address without the last number (`203.0.113.0/24`), or the /48 of its IPv6 address. Null when it
             *     was started before this was stored, or not by a sign-in.
             */
            place: string | null;
        };
        /** @description A message without anything that depends on the reader, as it is pushed to a whole chat. */
        SharedMessageView: {
            /** @description Null when it was not edited or deleted, or when it expired. With a `rev` above `lastReadRev`, it changed after the last read. */
            altered: components["schemas"]["AlteredView"] | null;
            /** @description Locations or contacts of a message of kind `location` or `contact`; the poll of a `poll`. */
            attachments: components["schemas"]["AttachmentView"][];
            chatId: string;
            createdAt: string;
            /** @description What the app that sent it stored with it. */
            data: components["schemas"]["CustomData"] | null;
            deletedAt: string | null;
            editedAt: string | null;
            /** @description When it will expire, that is, be deleted for everybody; null when it does not expire or was deleted. */
            expiresAt: string | null;
            forwarded: components["schemas"]["ForwardedView"] | null;
            id: string;
            kind: components["schemas"]["MessageKind"];
            media: components["schemas"]["MediaView"][];
            /** @description Ids of the participants it mentions. */
            mentions: string[];
            /** @description It mentions everybody. */
            mentionsAll: boolean;
            message: string;
            participantId: string;
            /** @description When it was pinned for everybody in the chat; null when it is not. */
            pinnedAt: string | null;
            reactions: components["schemas"]["ReactionView"][];
            reply: components["schemas"]["ReplyView"] | null;
            /** @description The number of the latest change of the message, among all shared changes of its chat: 1, 2, 3 … without gaps. */
            rev: number;
            sender: components["schemas"]["SenderView"];
            /** @description The number of the message in its chat: 1, 2, 3 … without gaps. */
            seq: number;
            system: components["schemas"]["SystemView"] | null;
            /** @description The id of the thread about it; null while there is none. */
            threadId: string | null;
        };
        SignInAddressView: {
            url: string;
        };
        SignInOptionsView: {
            /** @description Whether an account is created only when the link in a mail is used: `POST /api/register` then answers 202 without a token. */
            confirmsEmail: boolean;
            /** @description Whether this server sends mails with which a forgotten password is replaced. */
            passwordReset: boolean;
            providers: components["schemas"]["SignInProviderView"][];
            /**
             * @description Who may create an account: everybody, who has an invite, or nobody.
             * @enum {string}
             */
            registration: "closed" | "invite" | "open";
        };
        SignInProviderView: {
            /**
             * Format: uuid
             * @description Part of the address of its calls: `oidc`.
             */
            id: string;
            /** @description What its button says. */
            name: string;
        };
        SyncDto: {
            /** @description chat id → [seq, rev, mine, people], of up to 200 chats */
            chats?: {
                [key: string]: number[];
            };
        };
        SyncStepView: {
            /** @description Earlier messages that were changed in this step, as they are now. */
            changed: components["schemas"]["MessageView"][];
            /** @description The whole chat as it is now, even if more steps follow. */
            chat: components["schemas"]["ChatView"];
            /** @description All messages that the caller has deleted for themselves; null when `mine` has not changed. */
            hidden: components["schemas"]["HiddenMessageView"][] | null;
            /** @description Ids of participants who changed in this step and are not in the chat now. */
            left: string[];
            /** @description Messages sent in this step, oldest first. */
            messages: components["schemas"]["MessageView"][];
            /** @description True: there are more steps. Call again with `next`. */
            more: boolean;
            /** @description [seq, rev, mine, people] */
            next: number[];
            /** @description Participants who joined or changed in this step and are in the chat now, as they are now. */
            participants: components["schemas"]["ParticipantView"][];
            /** @description All reminders of the caller, the earliest first; null when `mine` has not changed. */
            reminders: components["schemas"]["ReminderMarkView"][] | null;
            /** @description All scheduled messages of the caller, the next first; null when `mine` has not changed. */
            scheduled: components["schemas"]["ScheduledMessageView"][] | null;
            /** @description Ids of all messages that the caller has starred, newest first, up to 1,000; null when `mine` has not changed. */
            starred: string[] | null;
            /** @description All votes of the caller; null when `mine` has not changed. */
            voted: components["schemas"]["VoteView"][] | null;
        };
        SyncView: {
            /** @description The requested chats that differ. */
            chats?: {
                [key: string]: components["schemas"]["SyncStepView"];
            };
            /** @description The current numbers of each chat of the caller. */
            digest?: {
                [key: string]: number[];
            };
            /** @description When it differs from the one before, all numbers that the client has are void. */
            epoch: string;
            /** @description Ids of requested chats that the caller is not in. */
            lost?: string[];
            /** @description Ids of requested chats with a number that the server never gave. The client must drop them and call with zeros. */
            reload?: string[];
        };
        SystemView: {
            event: string;
            /** @description The participants it is about. The sender of the message did it. */
            participantIds: string[];
            /** @description The new value, such as a title or a role; null when there is none. */
            value: string | null;
        };
        ThreadOfView: {
            /**
             * Format: uuid
             * @description The chat of the message.
             */
            chatId: string;
            /** Format: uuid */
            messageId: string;
        };
        ThreadView: {
            /**
             * Format: uuid
             * @description The id of the thread, which is a chat for people who follow it.
             */
            chatId: string;
            /** @description Whether the caller follows it. */
            following: boolean;
            /** @description How many messages it has. */
            lastSeq: number;
            /**
             * Format: uuid
             * @description The message it is about.
             */
            messageId: string;
            participantCount: number;
            /**
             * Format: date-time
             * @description When its last message was sent.
             */
            updatedAt: string;
        };
        TracedDeviceView: {
            /** Format: date-time */
            connectedAt: string;
            /** @description Its User-Agent when it signed in; null when it sent none. */
            device: string | null;
            /**
             * @description `behind`: it reads too slowly, and may have missed pushes.
             * @enum {string}
             */
            state: "behind" | "connected_later" | "pushed";
        };
        TracedMessageView: {
            /** Format: uuid */
            id: string;
            rev: number;
            seq: number;
            /** Format: date-time */
            storedAt: string;
        };
        TraceView: {
            message: components["schemas"]["TracedMessageView"];
            /** @description All participants except the sender, in the order they joined. */
            recipients: components["schemas"]["RecipientView"][];
        };
        TwoFactorSecretView: {
            /** @description Base32, to be typed. */
            secret: string;
            /** @description `otpauth://totp/…`, to be shown as a QR code. */
            uri: string;
        };
        TwoFactorView: {
            enabled: boolean;
            /** @description Recovery codes that were not used yet. */
            recoveryCodesLeft: number;
        };
        UnreadCountsView: {
            /** @description How many chats have unread messages. */
            chats: number;
            /** @description How many further chats have no unread messages but are marked as unread. */
            markedUnread: number;
            /** @description How many of these messages mention the caller or everybody. */
            mentions: number;
            messages: number;
        };
        UnreadMessageView: {
            counts: boolean;
            /** @description Whether it mentions the caller or everybody. */
            mentioned: boolean;
            /** Format: uuid */
            messageId: string;
            /**
             * @description Only `above_mark` counts as unread.
             * @enum {string}
             */
            rule: "above_mark" | "deleted" | "deleted_for_me" | "system";
            seq: number;
        };
        UnreadTotalsView: {
            /** @description In chats and threads that are muted. */
            muted: components["schemas"]["UnreadCountsView"];
            /** @description In threads that the caller follows and has not muted. */
            threads: components["schemas"]["UnreadCountsView"];
            /** @description In chats that are not muted. Threads are not included. */
            unread: components["schemas"]["UnreadCountsView"];
        };
        UnreadView: {
            /** Format: uuid */
            chatId: string;
            /** @description Messages up to this `seq` do not count as unread. Sending moves it, so the caller's own messages never count. */
            lastReadSeq: number;
            lastSeq: number;
            markedUnread: boolean;
            mentionCount: number;
            /** @description The newest 100 messages above the mark, newest first; null unless requested. */
            messages: components["schemas"]["UnreadMessageView"][] | null;
            unreadCount: number;
        };
        UnremindedView: {
            /** Format: uuid */
            chatId: string;
            /** Format: uuid */
            messageId: string;
            mine: number;
        };
        /** @description A scheduled message that was sent or cancelled. */
        UnscheduledView: {
            chatId: string;
            mine: number;
            scheduledId: string;
            /** @description True: it was sent and is now a message of the chat with the same id. False: it was cancelled. */
            sent: boolean;
        };
        UpdateMeDto: {
            /** @description Data of an app, up to 4,096 bytes of JSON, in place of all that is stored; null for none. Everybody signed in may see it. */
            data?: {
                [key: string]: unknown;
            } | null;
            name?: string;
            /**
             * @description Who may add the caller to groups and threads. `shared`: people in a group with them, or in a direct chat in which they have written.
             * @enum {string}
             */
            whoMayAddMe?: "everybody" | "nobody" | "shared";
            /**
             * @description Who sees when the caller was last online. `shared`: people who share a chat with them.
             * @enum {string}
             */
            whoSeesLastSeen?: "everybody" | "nobody" | "shared";
        };
        UploadLimitsView: {
            /** @description Bytes within 24 hours. */
            dayBytes: number;
            /** @description Files within 24 hours. */
            dayFiles: number;
            /** @description Bytes of one file. */
            fileBytes: number;
            /** @description Bytes that all uploads of a user may have together. */
            storedBytes: number;
        };
        UsageView: {
            /** @description The same bytes count once, and only as long as something shows them. */
            bytesStored: number;
            bytesToday: number;
            filesToday: number;
            limits: components["schemas"]["UploadLimitsView"];
            /** @enum {string} */
            plan: "free" | "premium";
        };
        UserOutcomeView: {
            /** @description Null if it was refused. */
            data: components["schemas"]["AppUserView"] | null;
            /** @description Null if it was carried out. */
            error: components["schemas"]["ErrorView"] | null;
            /** @enum {string} */
            status: "error" | "success";
        };
        UserTokenDto: {
            /** @description Seconds until the session ends; 3600 if absent. A refresh does not extend it. */
            ttl?: number;
        };
        UserView: {
            avatar: string | null;
            /**
             * Format: uuid
             * @description User id.
             */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601; null when the user was never online, or hides it from the caller.
             */
            lastSeenAt: string | null;
            name: string;
            /** @enum {string} */
            status: "offline" | "online";
        };
        VerifyEmailDto: {
            /** @description From the link of the mail. */
            token: string;
        };
        VoteDto: {
            /** @description Ids of all options that the caller chooses. An empty list withdraws the vote. */
            options: string[];
        };
        VoteView: {
            /** Format: uuid */
            messageId: string;
            /** @description Ids of the chosen options; empty when the vote was withdrawn. */
            options: string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AccountInviteView = components['schemas']['AccountInviteView'];
export type ActorView = components['schemas']['ActorView'];
export type AddAppParticipantsDto = components['schemas']['AddAppParticipantsDto'];
export type AddParticipantsDto = components['schemas']['AddParticipantsDto'];
export type AlteredView = components['schemas']['AlteredView'];
export type ApiKeyView = components['schemas']['ApiKeyView'];
export type AppChatView = components['schemas']['AppChatView'];
export type AppMessageDto = components['schemas']['AppMessageDto'];
export type AppMessagesDto = components['schemas']['AppMessagesDto'];
export type AppParticipantView = components['schemas']['AppParticipantView'];
export type AppUserView = components['schemas']['AppUserView'];
export type ArchiveView = components['schemas']['ArchiveView'];
export type AttachmentView = components['schemas']['AttachmentView'];
export type AuditTargetView = components['schemas']['AuditTargetView'];
export type AuditView = components['schemas']['AuditView'];
export type BatchUserDto = components['schemas']['BatchUserDto'];
export type BlockedView = components['schemas']['BlockedView'];
export type BlockView = components['schemas']['BlockView'];
export type ChangeAppChatDto = components['schemas']['ChangeAppChatDto'];
export type ChangedUserView = components['schemas']['ChangedUserView'];
export type ChangeEmailDto = components['schemas']['ChangeEmailDto'];
export type ChangePasswordDto = components['schemas']['ChangePasswordDto'];
export type ChangeRoleDto = components['schemas']['ChangeRoleDto'];
export type ChatType = components['schemas']['ChatType'];
export type ChatView = components['schemas']['ChatView'];
export type ClearedChatView = components['schemas']['ClearedChatView'];
export type CompleteDirectUploadDto = components['schemas']['CompleteDirectUploadDto'];
export type ConfirmPasswordDto = components['schemas']['ConfirmPasswordDto'];
export type ConfirmTwoFactorDto = components['schemas']['ConfirmTwoFactorDto'];
export type ContactDto = components['schemas']['ContactDto'];
export type ContactView = components['schemas']['ContactView'];
export type CreateAccountInviteDto = components['schemas']['CreateAccountInviteDto'];
export type CreateAppChatDto = components['schemas']['CreateAppChatDto'];
export type CreateChatDto = components['schemas']['CreateChatDto'];
export type CreateInviteLinkDto = components['schemas']['CreateInviteLinkDto'];
export type CreateKeyDto = components['schemas']['CreateKeyDto'];
export type CustomData = components['schemas']['CustomData'];
export type DelayDto = components['schemas']['DelayDto'];
export type DelayView = components['schemas']['DelayView'];
export type DeliveredView = components['schemas']['DeliveredView'];
export type DemoAccountView = components['schemas']['DemoAccountView'];
export type DirectPartsDto = components['schemas']['DirectPartsDto'];
export type DirectPartsView = components['schemas']['DirectPartsView'];
export type DirectPartView = components['schemas']['DirectPartView'];
export type DirectUploadDto = components['schemas']['DirectUploadDto'];
export type DirectUploadView = components['schemas']['DirectUploadView'];
export type DraftDto = components['schemas']['DraftDto'];
export type DraftStateView = components['schemas']['DraftStateView'];
export type DraftView = components['schemas']['DraftView'];
export type EditMessageDto = components['schemas']['EditMessageDto'];
export type EndedSessionsView = components['schemas']['EndedSessionsView'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type ErrorDetail = components['schemas']['ErrorDetail'];
export type ErrorView = components['schemas']['ErrorView'];
export type ExchangeCodeDto = components['schemas']['ExchangeCodeDto'];
export type ExchangeSignInDto = components['schemas']['ExchangeSignInDto'];
export type FaultCountsView = components['schemas']['FaultCountsView'];
export type FaultsDto = components['schemas']['FaultsDto'];
export type FaultsView = components['schemas']['FaultsView'];
export type ForgottenPasswordDto = components['schemas']['ForgottenPasswordDto'];
export type ForwardDto = components['schemas']['ForwardDto'];
export type ForwardedView = components['schemas']['ForwardedView'];
export type FoundMessageView = components['schemas']['FoundMessageView'];
export type GroupSettingsDto = components['schemas']['GroupSettingsDto'];
export type HiddenMessageView = components['schemas']['HiddenMessageView'];
export type HighlightView = components['schemas']['HighlightView'];
export type IdentityView = components['schemas']['IdentityView'];
export type InviteLinkView = components['schemas']['InviteLinkView'];
export type InviteView = components['schemas']['InviteView'];
export type JoinRequestView = components['schemas']['JoinRequestView'];
export type JoinView = components['schemas']['JoinView'];
export type LinkIdentityDto = components['schemas']['LinkIdentityDto'];
export type ListMeta = components['schemas']['ListMeta'];
export type LocationDto = components['schemas']['LocationDto'];
export type LocationView = components['schemas']['LocationView'];
export type LoginDto = components['schemas']['LoginDto'];
export type LoginView = components['schemas']['LoginView'];
export type LogoutDto = components['schemas']['LogoutDto'];
export type MarkDto = components['schemas']['MarkDto'];
export type MarkedUnreadView = components['schemas']['MarkedUnreadView'];
export type MediaItemDto = components['schemas']['MediaItemDto'];
export type MediaKind = components['schemas']['MediaKind'];
export type MediaReason = components['schemas']['MediaReason'];
export type MediaStatus = components['schemas']['MediaStatus'];
export type MediaView = components['schemas']['MediaView'];
export type MessageKind = components['schemas']['MessageKind'];
export type MessageLifetimeDto = components['schemas']['MessageLifetimeDto'];
export type MessageOutcomeView = components['schemas']['MessageOutcomeView'];
export type MessageVersionView = components['schemas']['MessageVersionView'];
export type MessageView = components['schemas']['MessageView'];
export type MeView = components['schemas']['MeView'];
export type MuteDto = components['schemas']['MuteDto'];
export type MuteView = components['schemas']['MuteView'];
export type MyselfView = components['schemas']['MyselfView'];
export type NewAccountInviteView = components['schemas']['NewAccountInviteView'];
export type NewApiKeyView = components['schemas']['NewApiKeyView'];
export type NextMeta = components['schemas']['NextMeta'];
export type OnlineStatus = components['schemas']['OnlineStatus'];
export type PageMeta = components['schemas']['PageMeta'];
export type ParticipantOutcomeView = components['schemas']['ParticipantOutcomeView'];
export type ParticipantRole = components['schemas']['ParticipantRole'];
export type ParticipantView = components['schemas']['ParticipantView'];
export type PinView = components['schemas']['PinView'];
export type PollDto = components['schemas']['PollDto'];
export type PollOptionView = components['schemas']['PollOptionView'];
export type PollView = components['schemas']['PollView'];
export type ProfileView = components['schemas']['ProfileView'];
export type PutChatDto = components['schemas']['PutChatDto'];
export type PutUserDto = components['schemas']['PutUserDto'];
export type PutUsersDto = components['schemas']['PutUsersDto'];
export type ReactionChangeView = components['schemas']['ReactionChangeView'];
export type ReactionView = components['schemas']['ReactionView'];
export type ReadView = components['schemas']['ReadView'];
export type ReceiptsView = components['schemas']['ReceiptsView'];
export type ReceiptView = components['schemas']['ReceiptView'];
export type RecipientView = components['schemas']['RecipientView'];
export type RecoveryCodesView = components['schemas']['RecoveryCodesView'];
export type RegisterDto = components['schemas']['RegisterDto'];
export type ReminderDto = components['schemas']['ReminderDto'];
export type ReminderMarkView = components['schemas']['ReminderMarkView'];
export type ReminderStateView = components['schemas']['ReminderStateView'];
export type ReminderView = components['schemas']['ReminderView'];
export type RemoveTwoFactorDto = components['schemas']['RemoveTwoFactorDto'];
export type ReplyView = components['schemas']['ReplyView'];
export type ReportDto = components['schemas']['ReportDto'];
export type ReportedView = components['schemas']['ReportedView'];
export type ReportView = components['schemas']['ReportView'];
export type RescheduleMessageDto = components['schemas']['RescheduleMessageDto'];
export type ResetPasswordDto = components['schemas']['ResetPasswordDto'];
export type RotateKeyDto = components['schemas']['RotateKeyDto'];
export type ScheduledMessageView = components['schemas']['ScheduledMessageView'];
export type ScheduleMessageDto = components['schemas']['ScheduleMessageDto'];
export type SearchMeta = components['schemas']['SearchMeta'];
export type SenderView = components['schemas']['SenderView'];
export type SendFailureView = components['schemas']['SendFailureView'];
export type SendMediaMessageDto = components['schemas']['SendMediaMessageDto'];
export type SendMessageDto = components['schemas']['SendMessageDto'];
export type ServerEvents = components['schemas']['ServerEvents'];
export type SessionView = components['schemas']['SessionView'];
export type SharedMessageView = components['schemas']['SharedMessageView'];
export type SignInAddressView = components['schemas']['SignInAddressView'];
export type SignInOptionsView = components['schemas']['SignInOptionsView'];
export type SignInProviderView = components['schemas']['SignInProviderView'];
export type SyncDto = components['schemas']['SyncDto'];
export type SyncStepView = components['schemas']['SyncStepView'];
export type SyncView = components['schemas']['SyncView'];
export type SystemView = components['schemas']['SystemView'];
export type ThreadOfView = components['schemas']['ThreadOfView'];
export type ThreadView = components['schemas']['ThreadView'];
export type TracedDeviceView = components['schemas']['TracedDeviceView'];
export type TracedMessageView = components['schemas']['TracedMessageView'];
export type TraceView = components['schemas']['TraceView'];
export type TwoFactorSecretView = components['schemas']['TwoFactorSecretView'];
export type TwoFactorView = components['schemas']['TwoFactorView'];
export type UnreadCountsView = components['schemas']['UnreadCountsView'];
export type UnreadMessageView = components['schemas']['UnreadMessageView'];
export type UnreadTotalsView = components['schemas']['UnreadTotalsView'];
export type UnreadView = components['schemas']['UnreadView'];
export type UnremindedView = components['schemas']['UnremindedView'];
export type UnscheduledView = components['schemas']['UnscheduledView'];
export type UpdateMeDto = components['schemas']['UpdateMeDto'];
export type UploadLimitsView = components['schemas']['UploadLimitsView'];
export type UsageView = components['schemas']['UsageView'];
export type UserOutcomeView = components['schemas']['UserOutcomeView'];
export type UserTokenDto = components['schemas']['UserTokenDto'];
export type UserView = components['schemas']['UserView'];
export type VerifyEmailDto = components['schemas']['VerifyEmailDto'];
export type VoteDto = components['schemas']['VoteDto'];
export type VoteView = components['schemas']['VoteView'];
export type $defs = Record<string, never>;
export interface operations {
    chatsAll: {
        parameters: {
            query?: {
                /** @description `true`: only archived chats. `false`: only others. Without it: both. */
                archived?: boolean;
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
                /** @description `true`: includes the threads that the caller follows. */
                threads?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatsStart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChatDto"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateChatDto"];
                "multipart/form-data": components["schemas"]["CreateChatDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.invite_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatsShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    groupSettingsChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupSettingsDto"];
                "application/x-www-form-urlencoded": components["schemas"]["GroupSettingsDto"];
                "multipart/form-data": components["schemas"]["GroupSettingsDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin, chat.blocked */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatSettingsArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ArchiveView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatSettingsUnarchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ArchiveView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    groupAvatarSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: binary */
                    avatar?: string;
                    /**
                     * Format: uuid
                     * @description the id of an earlier upload of the caller
                     */
                    media?: string;
                };
                "application/x-www-form-urlencoded": {
                    /** Format: binary */
                    avatar?: string;
                    /**
                     * Format: uuid
                     * @description the id of an earlier upload of the caller
                     */
                    media?: string;
                };
                "multipart/form-data": {
                    /** Format: binary */
                    avatar?: string;
                    /**
                     * Format: uuid
                     * @description the id of an earlier upload of the caller
                     */
                    media?: string;
                };
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MediaView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin, plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.processing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.rejected */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    groupAvatarRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    participantsDelivered: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkDto"];
                "application/x-www-form-urlencoded": components["schemas"]["MarkDto"];
                "multipart/form-data": components["schemas"]["MarkDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DeliveredView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DraftStateView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesWrite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftDto"];
                "application/x-www-form-urlencoded": components["schemas"]["DraftDto"];
                "multipart/form-data": components["schemas"]["DraftDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DraftStateView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.reply_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description draft.conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesDrop: {
        parameters: {
            query: {
                /** @description The `draftVersion` that this device has. */
                version: number;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DraftStateView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description draft.conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    forwardsForward: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ForwardDto"];
                "multipart/form-data": components["schemas"]["ForwardDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, message.not_forwardable */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found, media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted, message.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    clearingClear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ClearedChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    inviteLinksAll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InviteLinkView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    inviteLinksMake: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInviteLinkDto"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateInviteLinkDto"];
                "multipart/form-data": components["schemas"]["CreateInviteLinkDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InviteLinkView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin, invite.too_many */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    inviteLinksRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, invite.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    joinRequestsAll: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["JoinRequestView"][];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    joinRequestsDecline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, join.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    joinRequestsApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ParticipantView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_admin, chat.full */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, join.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesMarkUnread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MarkedUnreadView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesUnmarkUnread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MarkedUnreadView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messagesSendMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMediaMessageDto"];
                "application/x-www-form-urlencoded": components["schemas"]["SendMediaMessageDto"];
                "multipart/form-data": components["schemas"]["SendMediaMessageDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin, plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.reply_not_found, participant.not_found, media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, media.storage_unavailable, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messageLifetimeSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageLifetimeDto"];
                "application/x-www-form-urlencoded": components["schemas"]["MessageLifetimeDto"];
                "multipart/form-data": components["schemas"]["MessageLifetimeDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messageLifetimeUnset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messagesPage: {
        parameters: {
            query?: {
                /** @description The messages closest above this `seq`. */
                after?: number;
                /** @description The message with this `seq`, and the closest ones on both sides. */
                around?: number;
                /** @description The `lastSeq` of page 1. It keeps the pages stable while messages arrive. */
                asOf?: number;
                /** @description The messages closest below this `seq`. */
                before?: number;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"][];
                        meta: components["schemas"]["PageMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messagesSend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessageDto"];
                "application/x-www-form-urlencoded": components["schemas"]["SendMessageDto"];
                "multipart/form-data": components["schemas"]["SendMessageDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin, plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.reply_not_found, participant.not_found, media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, media.storage_unavailable, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messagesShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    editingRemove: {
        parameters: {
            query?: {
                for?: "everyone" | "me";
            };
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.not_yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    editingEdit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditMessageDto"];
                "application/x-www-form-urlencoded": components["schemas"]["EditMessageDto"];
                "multipart/form-data": components["schemas"]["EditMessageDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.not_yours, chat.blocked, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found, participant.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    pinsPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin, pin.too_many */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    pinsUnpin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    pollsClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, message.not_yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found, poll.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    reactionsAdd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                emoji: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, reaction.too_many */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    reactionsRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                emoji: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    readingShow: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReceiptsView"];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    remindersSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReminderDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ReminderDto"];
                "multipart/form-data": components["schemas"]["ReminderDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReminderStateView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description reminder.too_many */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    remindersRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UnremindedView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    reportsFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ReportDto"];
                "multipart/form-data": components["schemas"]["ReportDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReportView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    starsStar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    starsUnstar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    starsToggle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
                message: string;
                participant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description participant.not_you */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted, idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    threadsFollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, thread.in_thread, thread.removed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    threadsUnfollow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    traceShow: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TraceView"];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.not_yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    editingVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageVersionView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    pollsVote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteDto"];
                "application/x-www-form-urlencoded": components["schemas"]["VoteDto"];
                "multipart/form-data": components["schemas"]["VoteDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.not_found, poll.not_found, poll.option_not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.deleted, poll.closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesMute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuteDto"];
                "application/x-www-form-urlencoded": components["schemas"]["MuteDto"];
                "multipart/form-data": components["schemas"]["MuteDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MuteView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    preferencesUnmute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MuteView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    participantsAll: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ParticipantView"][];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    membershipAdd: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddParticipantsDto"];
                "application/x-www-form-urlencoded": components["schemas"]["AddParticipantsDto"];
                "multipart/form-data": components["schemas"]["AddParticipantsDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ParticipantView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.not_admin, chat.full, user.invite_only */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, user.not_found, participant.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    membershipRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
                participant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.not_admin, chat.not_owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, participant.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    membershipChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
                participant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ChangeRoleDto"];
                "multipart/form-data": components["schemas"]["ChangeRoleDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ParticipantView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.is_direct, chat.is_thread, chat.not_owner */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, participant.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatSettingsPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PinView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatSettingsUnpin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PinView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    pinsList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    participantsRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkDto"];
                "application/x-www-form-urlencoded": components["schemas"]["MarkDto"];
                "multipart/form-data": components["schemas"]["MarkDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReadView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    scheduledAll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ScheduledMessageView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    scheduledSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleMessageDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ScheduleMessageDto"];
                "multipart/form-data": components["schemas"]["ScheduleMessageDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ScheduledMessageView"] | components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin, plan.limit_reached, scheduled.too_many */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.reply_not_found, participant.not_found, media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, media.storage_unavailable, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    scheduledShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                scheduled: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ScheduledMessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, scheduled.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    scheduledCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                scheduled: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, scheduled.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description scheduled.on_its_way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    scheduledChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                scheduled: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleMessageDto"];
                "application/x-www-form-urlencoded": components["schemas"]["RescheduleMessageDto"];
                "multipart/form-data": components["schemas"]["RescheduleMessageDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ScheduledMessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.reply_not_found, participant.not_found, scheduled.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.id_taken, scheduled.on_its_way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    messagesSearch: {
        parameters: {
            query: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                /** @description Ignored beside a `cursor`. */
                page?: number;
                q: string;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["FoundMessageView"][];
                        meta: components["schemas"]["SearchMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    threadsAll: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ThreadView"][];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatSettingsToggleArchive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ArchiveView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    chatSettingsTogglePin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PinView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    readingExplain: {
        parameters: {
            query?: {
                explain?: boolean;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UnreadView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    demoList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DemoAccountView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    faultsShow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["FaultsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    faultsSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultsDto"];
                "application/x-www-form-urlencoded": components["schemas"]["FaultsDto"];
                "multipart/form-data": components["schemas"]["FaultsDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["FaultsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    faultsLift: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    emailVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyEmailDto"];
                "application/x-www-form-urlencoded": components["schemas"]["VerifyEmailDto"];
                "multipart/form-data": components["schemas"]["VerifyEmailDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.invite_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.email_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.link_invalid */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    accountInvitesList: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AccountInviteView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description route.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    accountInvitesCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccountInviteDto"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateAccountInviteDto"];
                "multipart/form-data": components["schemas"]["CreateAccountInviteDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["NewAccountInviteView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description route.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    invitesPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InviteView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description invite.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    accountInvitesRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description invite.not_found, route.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    invitesJoin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["JoinView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.full */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description invite.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    invitesWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description invite.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    authLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
                "application/x-www-form-urlencoded": components["schemas"]["LoginDto"];
                "multipart/form-data": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.bad_credentials, auth.second_factor_required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.deactivated, auth.second_factor_wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    authLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogoutDto"];
                "application/x-www-form-urlencoded": components["schemas"]["LogoutDto"];
                "multipart/form-data": components["schemas"]["LogoutDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    authMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MyselfView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    accountDelete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ConfirmPasswordDto"];
                "multipart/form-data": components["schemas"]["ConfirmPasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    authChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMeDto"];
                "application/x-www-form-urlencoded": components["schemas"]["UpdateMeDto"];
                "multipart/form-data": components["schemas"]["UpdateMeDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MyselfView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    myAvatarSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: binary */
                    avatar?: string;
                    /**
                     * Format: uuid
                     * @description the id of an earlier upload of the caller
                     */
                    media?: string;
                };
                "application/x-www-form-urlencoded": {
                    /** Format: binary */
                    avatar?: string;
                    /**
                     * Format: uuid
                     * @description the id of an earlier upload of the caller
                     */
                    media?: string;
                };
                "multipart/form-data": {
                    /** Format: binary */
                    avatar?: string;
                    /**
                     * Format: uuid
                     * @description the id of an earlier upload of the caller
                     */
                    media?: string;
                };
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MediaView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.processing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.rejected */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    myAvatarRemove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    blocksAll: {
        parameters: {
            query?: {
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["BlockView"][];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    accountDeactivate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ConfirmPasswordDto"];
                "multipart/form-data": components["schemas"]["ConfirmPasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    emailChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmailDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ChangeEmailDto"];
                "multipart/form-data": components["schemas"]["ChangeEmailDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again, mail.unavailable */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    emailSendAgain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description mail.unavailable */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    identitiesAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IdentityView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    identitiesLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeCodeDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ExchangeCodeDto"];
                "multipart/form-data": components["schemas"]["ExchangeCodeDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["IdentityView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description auth.sign_in_expired, request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.provider_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description identity.taken, identity.one_per_provider */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    identitiesUnlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ConfirmPasswordDto"];
                "multipart/form-data": components["schemas"]["ConfirmPasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description identity.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description identity.last */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    identitiesBegin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIdentityDto"];
                "application/x-www-form-urlencoded": components["schemas"]["LinkIdentityDto"];
                "multipart/form-data": components["schemas"]["LinkIdentityDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SignInAddressView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.provider_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.provider_failed */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    passwordChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ChangePasswordDto"];
                "multipart/form-data": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    sessionsAll: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SessionView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    sessionsEndOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["EndedSessionsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    sessionsEnd: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description session.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    twoFactorShow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TwoFactorView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    twoFactorBegin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ConfirmPasswordDto"];
                "multipart/form-data": components["schemas"]["ConfirmPasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TwoFactorSecretView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.second_factor_on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    twoFactorRemove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveTwoFactorDto"];
                "application/x-www-form-urlencoded": components["schemas"]["RemoveTwoFactorDto"];
                "multipart/form-data": components["schemas"]["RemoveTwoFactorDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.password_wrong, auth.sign_in_again, auth.second_factor_wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.second_factor_off */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    twoFactorConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmTwoFactorDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ConfirmTwoFactorDto"];
                "multipart/form-data": components["schemas"]["ConfirmTwoFactorDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RecoveryCodesView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.second_factor_wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.second_factor_on, auth.second_factor_off */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    badgeUnread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UnreadTotalsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    usageRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UsageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    mediaUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: uuid */
                    id?: string;
                    /** Format: binary */
                    media: string;
                };
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MediaView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.storage_unavailable, overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    mediaRead: {
        parameters: {
            query: {
                /** @description `thumb` fits into 320 × 320 pixels and `preview` into 1,280 × 1,280; of a video they are its poster. */
                size: "original" | "preview" | "thumb";
            };
            header?: never;
            path: {
                media: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description the part asked for with Range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description the address of the file in the storage (S3), valid for a minute */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description the file is still the one of If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.processing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.rejected */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.range_invalid */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.storage_unavailable, overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    mediaDescribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                media: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MediaView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    directUploadsBegin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectUploadDto"];
                "application/x-www-form-urlencoded": components["schemas"]["DirectUploadDto"];
                "multipart/form-data": components["schemas"]["DirectUploadDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DirectUploadView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.direct_unavailable, media.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.storage_unavailable, overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    directUploadsEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    directUploadsComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteDirectUploadDto"];
                "application/x-www-form-urlencoded": components["schemas"]["CompleteDirectUploadDto"];
                "multipart/form-data": components["schemas"]["CompleteDirectUploadDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MediaView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.direct_unavailable, media.bytes_differ, media.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.storage_unavailable, overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    directUploadsAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectPartsDto"];
                "application/x-www-form-urlencoded": components["schemas"]["DirectPartsDto"];
                "multipart/form-data": components["schemas"]["DirectPartsDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DirectPartsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.direct_unavailable */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    resumableUploadsBegin: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": "1.0.0";
                "Upload-Length": string;
                /** @description Pairs of a key and a text in base64. Known keys: filename, filetype, and id, which becomes the id of the media. */
                "Upload-Metadata"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the upload has begun */
            201: {
                headers: {
                    /** @description the address of the upload */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.tus_version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    resumableUploadsEnd: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": "1.0.0";
            };
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the upload is removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.tus_version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    resumableUploadsAppend: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": "1.0.0";
                "Upload-Offset": string;
            };
            path: {
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bytes are stored */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request.malformed, request.invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description plan.limit_reached */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.offset_conflict, media.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.tus_version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    auditAll: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description route.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    passwordForgot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenPasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ForgottenPasswordDto"];
                "multipart/form-data": components["schemas"]["ForgottenPasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description mail.unavailable */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    passwordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ResetPasswordDto"];
                "multipart/form-data": components["schemas"]["ResetPasswordDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.link_invalid */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    authRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    authRegister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterDto"];
                "application/x-www-form-urlencoded": components["schemas"]["RegisterDto"];
                "multipart/form-data": components["schemas"]["RegisterDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description a mail was sent: the account exists when its link is used */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.registration_closed, auth.invite_required, auth.invite_invalid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.email_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    remindedAll: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReminderView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    searchAll: {
        parameters: {
            query?: {
                /** @description Messages sent at this date (midnight UTC) or date and time, or later. */
                after?: string;
                /** @description Messages sent before this date (midnight UTC) or date and time. */
                before?: string;
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                /** @description The sender: the id of a user, `me`, or a part of a name. */
                from?: string;
                has?: "link" | "media" | "poll";
                /** @description The id of a chat, or a part of a title. The threads of the chat are searched with it. */
                in?: string;
                limit?: number;
                /** @description Words and `"phrases"`, which must all occur, and operators: `from:`, `in:`, `has:`, `before:`, `after:`, `starred:`. */
                q?: string;
                /** @description Only messages that the caller has starred. */
                starred?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["FoundMessageView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverAuditAll: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsStart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAppChatDto"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateAppChatDto"];
                "multipart/form-data": components["schemas"]["CreateAppChatDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown, user.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutChatDto"];
                "application/x-www-form-urlencoded": components["schemas"]["PutChatDto"];
                "multipart/form-data": components["schemas"]["PutChatDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown, user.not_found, chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAppChatDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ChangeAppChatDto"];
                "multipart/form-data": components["schemas"]["ChangeAppChatDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppChatView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing, chat.is_direct */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverMessagesPage: {
        parameters: {
            query?: {
                /** @description The messages closest above this `seq`. */
                after?: number;
                /** @description The message with this `seq`, and the closest ones on both sides. */
                around?: number;
                /** @description The `lastSeq` of page 1. It keeps the pages stable while messages arrive. */
                asOf?: number;
                /** @description The messages closest below this `seq`. */
                before?: number;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"][];
                        meta: components["schemas"]["PageMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverMessagesSend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Becomes the id, like `id` in the body. A retry with the same id creates nothing new. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppMessageDto"];
                "application/x-www-form-urlencoded": components["schemas"]["AppMessageDto"];
                "multipart/form-data": components["schemas"]["AppMessageDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.blocked, chat.not_admin, plan.limit_reached, key.scope_missing, auth.deactivated */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found, message.reply_not_found, participant.not_found, media.not_found, user.external_id_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description message.id_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.too_large, request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.unsupported, request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description media.daily_limit, rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, media.storage_unavailable, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverMessagesSendAll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppMessagesDto"];
                "application/x-www-form-urlencoded": components["schemas"]["AppMessagesDto"];
                "multipart/form-data": components["schemas"]["AppMessagesDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageOutcomeView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsAdd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppParticipantView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing, chat.is_direct, chat.is_thread, chat.full */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown, chat.not_found, user.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsRemove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                chat: string;
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing, chat.is_direct, chat.is_thread */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown, chat.not_found, participant.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsChangeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ChangeRoleDto"];
                "multipart/form-data": components["schemas"]["ChangeRoleDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppParticipantView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing, chat.is_direct, chat.is_thread */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown, chat.not_found, participant.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverChatsAddAll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                chat: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddAppParticipantsDto"];
                "application/x-www-form-urlencoded": components["schemas"]["AddAppParticipantsDto"];
                "multipart/form-data": components["schemas"]["AddAppParticipantsDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ParticipantOutcomeView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description chat.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverKeysAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKeyView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverKeysCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKeyDto"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateKeyDto"];
                "multipart/form-data": components["schemas"]["CreateKeyDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["NewApiKeyView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverKeysRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverKeysRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateKeyDto"];
                "application/x-www-form-urlencoded": components["schemas"]["RotateKeyDto"];
                "multipart/form-data": components["schemas"]["RotateKeyDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["NewApiKeyView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppUserView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutUserDto"];
                "application/x-www-form-urlencoded": components["schemas"]["PutUserDto"];
                "multipart/form-data": components["schemas"]["PutUserDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppUserView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.email_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersDeactivate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppUserView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersReactivate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AppUserView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersEndSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["EndedSessionsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text, different for each request. A retry with the same key gets the first answer and is not carried out again. Stored for 24 h. */
                "Idempotency-Key"?: string;
            };
            path: {
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserTokenDto"];
                "application/x-www-form-urlencoded": components["schemas"]["UserTokenDto"];
                "multipart/form-data": components["schemas"]["UserTokenDto"];
            };
        };
        responses: {
            /** @description success */
            201: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request with the same id or key. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LoginView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing, user.is_operator, auth.deactivated */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.external_id_unknown, session.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description idempotency.key_reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    serverUsersPutAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutUsersDto"];
                "application/x-www-form-urlencoded": components["schemas"]["PutUsersDto"];
                "multipart/form-data": components["schemas"]["PutUsersDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UserOutcomeView"][];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description key.scope_missing */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    signInOptionsShow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SignInOptionsView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    oidcExchange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeSignInDto"];
                "application/x-www-form-urlencoded": components["schemas"]["ExchangeSignInDto"];
                "multipart/form-data": components["schemas"]["ExchangeSignInDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description auth.sign_in_expired, request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.second_factor_required */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.email_unverified, auth.registration_closed, auth.deactivated, auth.second_factor_wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.provider_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.link_needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    oidcBegin: {
        parameters: {
            query?: {
                /** @description SHA-256 of a `codeVerifier`, as 43 characters of base64url (PKCE with S256). Required with `return`. */
                codeChallenge?: string;
                /** @description Where the browser goes in the end: one of OIDC_RETURN_URLS, exactly as it is there. Without it, the page. */
                return?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description to the provider */
            302: {
                headers: {
                    /** @description The address. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.provider_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    oidcComeBack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description to the page or the app */
            302: {
                headers: {
                    /** @description The address. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.provider_unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    starredAll: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MessageView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    syncAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SyncDto"];
                "application/x-www-form-urlencoded": components["schemas"]["SyncDto"];
                "multipart/form-data": components["schemas"]["SyncDto"];
            };
        };
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SyncView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.timeout */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.too_large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description request.unsupported_type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    usersFind: {
        parameters: {
            query: {
                limit?: number;
                page?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UserView"][];
                        meta: components["schemas"]["ListMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    usersShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ProfileView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    blocksBlock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["BlockedView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    blocksUnblock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["BlockedView"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    usersSetStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                status: "offline" | "online";
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid, request.malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description user.not_you */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description rate.limited */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description internal */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description overloaded, storage.full */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    consistencyReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks?: Record<string, never>;
                        /** @enum {string} */
                        status?: "kept" | "violated" | "unknown";
                    };
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description route.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    healthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status?: "ok";
                    };
                };
            };
        };
    };
    healthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Health Check is successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @example {
                         *       "database": {
                         *         "responseTime": 12,
                         *         "status": "up"
                         *       }
                         *     }
                         */
                        details?: {
                            [key: string]: {
                                /** @description Time the health indicator took to respond, in ms */
                                responseTime?: number;
                                /** @enum {string} */
                                status: "up" | "degraded" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        };
                        /** @example {} */
                        error?: {
                            [key: string]: {
                                /** @description Time the health indicator took to respond, in ms */
                                responseTime?: number;
                                /** @enum {string} */
                                status: "up" | "degraded" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        } | null;
                        /**
                         * @example {
                         *       "database": {
                         *         "responseTime": 12,
                         *         "status": "up"
                         *       }
                         *     }
                         */
                        info?: {
                            [key: string]: {
                                /** @description Time the health indicator took to respond, in ms */
                                responseTime?: number;
                                /** @enum {string} */
                                status: "up" | "degraded" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        } | null;
                        /**
                         * @example ok
                         * @enum {string}
                         */
                        status?: "ok" | "degraded";
                    };
                };
            };
            /** @description The Health Check is not successful */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @example {
                         *       "database": {
                         *         "responseTime": 12,
                         *         "status": "up"
                         *       },
                         *       "redis": {
                         *         "message": "Could not connect",
                         *         "responseTime": 3005,
                         *         "status": "down"
                         *       }
                         *     }
                         */
                        details?: {
                            [key: string]: {
                                /** @description Time the health indicator took to respond, in ms */
                                responseTime?: number;
                                /** @enum {string} */
                                status: "up" | "degraded" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        };
                        /**
                         * @example {
                         *       "redis": {
                         *         "message": "Could not connect",
                         *         "responseTime": 3005,
                         *         "status": "down"
                         *       }
                         *     }
                         */
                        error?: {
                            [key: string]: {
                                /** @description Time the health indicator took to respond, in ms */
                                responseTime?: number;
                                /** @enum {string} */
                                status: "up" | "degraded" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        } | null;
                        /**
                         * @example {
                         *       "database": {
                         *         "responseTime": 12,
                         *         "status": "up"
                         *       }
                         *     }
                         */
                        info?: {
                            [key: string]: {
                                /** @description Time the health indicator took to respond, in ms */
                                responseTime?: number;
                                /** @enum {string} */
                                status: "up" | "degraded" | "down";
                            } & {
                                [key: string]: unknown;
                            };
                        } | null;
                        /**
                         * @example error
                         * @enum {string}
                         */
                        status?: "error" | "shutting_down";
                    };
                };
            };
        };
    };
    operatorReportsAll: {
        parameters: {
            query?: {
                /** @description `meta.next` of the previous page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReportedView"][];
                        meta: components["schemas"]["NextMeta"];
                        /** @enum {string} */
                        status: "success";
                    };
                };
            };
            /** @description request.invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description auth.token_missing, auth.token_invalid, auth.token_expired, auth.session_revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
            /** @description route.not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorView"];
                };
            };
        };
    };
    metricsFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description auth.token_missing, auth.token_invalid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["ErrorView"];
                };
            };
        };
    };
}
