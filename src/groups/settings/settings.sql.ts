// Raw, because `letGo` of media is SQL, and has to see which upload this statement removes.
import { letGo } from '../../media/uploads/upload-lifecycle.js';

/** Removes the avatar of a group `$1`. Its upload is let go. */
export const LET_GO = `
  with gone as (delete from group_avatars where chat_id = $1 returning media_id) ${letGo('select media_id from gone')}`;
