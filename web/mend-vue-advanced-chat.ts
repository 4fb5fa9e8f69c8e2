import type { Plugin } from 'vite';

/**
 * Changes to version 2.1.2 of the component that this page needs. Each entry is a piece of the published code and its replacement.
 * The build fails if a piece is not found, so that somebody checks a new version.
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
    'a text is shown as it was typed (text-format.ts), and no picture is fetched because a text ends in .png',
    `      const message = markdown(this.content, options);
      message.forEach((m) => {
        m.markdown = this.checkType(m, "markdown");
        m.tag = this.checkType(m, "tag");
        m.image = this.checkImageType(m);
      });
      return message;`,
    '      return [this.textFormatting.format(this.content, this.users, this.singleLine)];',
  ],
  [
    'a text runs in the direction of its language',
    '          class: "markdown",\n',
    '          class: "markdown",\n          dir: "auto",\n',
  ],
  [
    'a bubble loads the small version of a picture',
    '      image.src = this.file.url;',
    '      image.src = this.file.preview || this.file.url;',
  ],
  [
    'a bubble shows the small version of a picture, and has its proportions before it is loaded',
    '          "background-image": `url(\'${$options.isImageLoading ? $props.file.preview || $props.file.url : $props.file.url}\')`,\n',
    '          "background-image": `url(\'${$props.file.preview || $props.file.url}\')`,\n          "--ratio": $props.file.ratio,\n',
  ],
  [
    'a video shows its poster in its proportions, and nothing is loaded before it is played',
    'createBaseVNode("video", _hoisted_3$5, [',
    'createBaseVNode("video", { controls: "", poster: $props.file.preview, preload: $props.file.preview ? "none" : "metadata", style: normalizeStyle({ "aspect-ratio": $props.file.ratio }) }, [',
  ],
  [
    'the duration of a recording is shown before it is loaded',
    '      progressTime: "- : -",',
    '      progressTime: this.message.files?.[0]?.duration ? new Date(this.message.files[0].duration * 1e3).toISOString().slice(14, 19) : "- : -",',
  ],
  [
    'what is said beside a voice message is shown, too',
    'toDisplayString($data.progressTime), 1)) : createCommentVNode("", true)\n',
    `toDisplayString($data.progressTime), 1)) : createCommentVNode("", true),
              $props.message.content ? (openBlock(), createBlock(_component_format_message, {
                key: 5,
                content: $props.message.content,
                users: $props.roomUsers,
                "text-formatting": $props.textFormatting,
                "link-options": $props.linkOptions
              }, null, 8, ["content", "users", "text-formatting", "link-options"])) : createCommentVNode("", true)
`,
  ],
  [
    'the field can be looked into from outside',
    '  mounted() {\n    const isMobile = detectMobile();',
    '  mounted() {\n    this.$el.getRootNode().host.footer = this;\n    const isMobile = detectMobile();',
  ],
  [
    'what is too long stays in the field; what is sent is the plain text, and whom it names is found there (writing.ts)',
    `      if (this.isFileLoading)
        return;
      this.selectedUsersTag.forEach((user) => {
        message = message.replace(
          \`@\${user.username}\`,
          \`<usertag>\${user._id}</usertag>\`
        );
      });`,
    '      if (this.isFileLoading || this.$el.getRootNode().host.refuses(message))\n        return;',
  ],
  [
    'what is edited is the plain text',
    `      const usertags = [
        ...messageContent.matchAll(new RegExp(firstTag, "gi"))
      ].map((a) => a.index);`,
    '      const usertags = [];',
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
