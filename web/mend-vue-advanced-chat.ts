import type { Plugin } from 'vite';

/**
 * What version 2.1.2 does that a page with our rules cannot live with. Each is a piece of its code as it was published and what
 * stands there instead; the build fails where one is not found, so that a new version is looked at.
 */
const MENDED: [reason: string, before: string, after: string][] = [
  [
    'the emoji data is fetched when it is needed, not with each chat',
    'emojisDB: new Database({ dataSource: this.emojiDataSource }),',
    'emojisDB: { getEmojiBySearchQuery: (q) => (this.lazyEmojis ??= new Database({ dataSource: this.emojiDataSource })).getEmojiBySearchQuery(q) },',
  ],
  [
    'a page that only shows text opens no sound device',
    'new (window.AudioContext || window.webkitAudioContext)().sampleRate',
    '44100',
  ],
  ['events have no `path` any more', 'const ratio = img.path[0].width / 150;', 'const ratio = img.target.width / 150;'],
  [
    'events have no `path` any more',
    'message.height = Math.round(img.path[0].height / ratio)',
    'message.height = Math.round(img.target.height / ratio)',
  ],
  ['where the list is scrolled to is kept by us (scroll-keeper.ts)', '          this.preventTopScroll();\n', ''],
  [
    'messages come and go at once: fading each of fifty takes a second',
    '            name: "vac-fade-message",\n            tag: "span"',
    '            css: false,\n            tag: "span"',
  ],
  [
    'replying and editing can be begun from outside',
    '  mounted() {\n    this.newMessages = [];\n  },',
    '  mounted() {\n    this.newMessages = [];\n    this.$el.getRootNode().host.room = this;\n  },',
  ],
  [
    'a chat that is closed listens no longer',
    'window.addEventListener("resize", (ev) => {\n      if (ev.isTrusted)\n        this.updateResponsive();\n    });',
    '',
  ],
];

export function mendVueAdvancedChat(): Plugin {
  return {
    name: 'mend-vue-advanced-chat',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('vue-advanced-chat/dist/')) return null;
      const mended = MENDED.reduce((text, [reason, before, after]) => {
        if (!text.includes(before)) this.error(`vue-advanced-chat is not as it was, so this is not mended: ${reason}`);
        return text.replace(before, () => after);
      }, code);
      return { code: mended, map: null };
    },
  };
}
