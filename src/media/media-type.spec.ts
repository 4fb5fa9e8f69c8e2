import { kindOfUrl, typeOfUpload } from './media-type.js';

/** The first bytes, the declared type, the name. */
type Upload = [head: Buffer, declared: string, name: string | null];

const bytes = (hex: string, more = '') => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(more)]);
const PNG = bytes('89504e470d0a1a0a0000000d4948445200000001000000010806000000');
const JPEG = bytes('ffd8ffe000104a46494600010100000100010000');
const GIF = bytes('474946383961');
const WEBP = bytes('524946462400000057454250565038200000000000000000');
const MP4 = bytes('00000018667479706d703432000000006d70343269736f6d');
const M4A = bytes('00000018667479704d344120000000006d70343269736f6d');
const WEBM = bytes('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878102428581');
const MP3 = bytes('fffb9064', '\0'.repeat(64));
const WAV = bytes('524946462400000057415645666d7420100000000100010044ac0000');
const OPUS = bytes('4f676753000200000000000000000000000000000000000000000113', 'OpusHead\u0001');

describe('the type of an upload', () => {
  it.each<[what: string, upload: Upload, mimeType: string]>([
    ['a picture', [PNG, 'image/png', 'cat.png'], 'image/png'],
    ['a photo with an unusual declaration', [JPEG, 'image/jpg', 'cat.JPG'], 'image/jpeg'],
    ['an animation', [GIF, 'image/gif', 'cat.gif'], 'image/gif'],
    ['a modern picture', [WEBP, 'image/webp', 'cat.webp'], 'image/webp'],
    ['a picture of which nothing is said', [PNG, 'application/octet-stream', null], 'image/png'],
    ['a picture with an unknown extension', [PNG, 'image/png', 'holiday.2026'], 'image/png'],
    ['a film', [MP4, 'video/mp4', 'cat.mp4'], 'video/mp4'],
    ['sound', [MP3, 'audio/mpeg', 'cat.mp3'], 'audio/mpeg'],
    ['a recording', [WAV, 'audio/wav', 'cat.wav'], 'audio/wav'],
    ['a voice message', [OPUS, 'audio/ogg', 'voice.ogg'], 'audio/ogg'],
    ["a browser's film", [WEBM, 'video/webm', 'cat.webm'], 'video/webm'],
    ["a browser's voice message", [WEBM, 'audio/webm', 'voice.webm'], 'audio/webm'],
    ['sound by its first bytes', [M4A, '', null], 'audio/mp4'],
    ["a phone's voice message", [MP4, 'audio/mp4', 'voice.m4a'], 'audio/mp4'],
  ])('recognizes %s', async (_, upload, mimeType) => {
    expect(await typeOfUpload(...upload)).toEqual({ kind: mimeType.split('/')[0], mimeType });
  });

  it.each<[what: string, upload: Upload, mimeType: string | null]>([
    ['a document', [bytes('255044462d312e37'), 'application/pdf', 'a.pdf'], 'application/pdf'],
    ['SVG', [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 'a.svg'], null],
    ['SVG as PNG', [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png', 'a.png'], null],
    ['HTML', [Buffer.from('<!doctype html><script>1</script>'), 'text/html', 'a.html'], null],
    ["HTML with a picture's first bytes", [bytes('474946383961', '<script>1</script>'), 'text/html', 'a.gif'], null],
    ["HTML by name with a picture's first bytes", [bytes('474946383961', '<b>'), 'image/gif', 'a.html'], null],
    ['a program declared as film', [bytes('4d5a900003000000'), 'video/mp4', 'a.mp4'], null],
    ['nothing known', [Buffer.from('hello'), '', null], null],
    ['a script', [Buffer.from('alert(1)'), 'text/javascript', 'a.js'], null],
    ['an unreadable declaration', [Buffer.from('hello'), 'text/"><script>', 'a.txt'], null],
  ])('keeps %s as a file', async (_, upload, mimeType) => {
    expect(await typeOfUpload(...upload)).toEqual({
      kind: 'file',
      mimeType: mimeType ?? 'application/octet-stream',
    });
  });

  it('is determined however few of the first bytes are there', async () => {
    for (const head of [PNG, JPEG, MP4, M4A, WEBM, OPUS]) {
      for (let length = 0; length < head.length; length++) {
        expect(await typeOfUpload(head.subarray(0, length), 'image/png', 'cat.png')).toHaveProperty('kind');
      }
    }
  });
});

describe('the kind of an address', () => {
  it.each([
    ['https://example.com/cat.PNG', undefined, 'image'],
    ['https://example.com/cat.png?size=2#top', undefined, 'image'],
    ['https://example.com/cat.mp4', undefined, 'video'],
    ['https://example.com/cat.mp3', undefined, 'audio'],
    ['https://example.com/cat.pdf', undefined, 'file'],
    ['https://example.com/cat.html', undefined, 'link'],
    ['https://example.com', undefined, 'link'],
    ['https://example.png', undefined, 'link'],
    ['https://example.com/?file=cat.png', undefined, 'link'],
    ['https://example.com/cat.pdf', 'Image/PNG', 'image'],
    ['https://example.com/cat.png', 'application/pdf', 'file'],
    ['https://example.com/cat.png', 'text/html; charset=utf-8', 'link'],
  ] as const)('%s %s is %s', (url, mimeType, kind) => {
    expect(kindOfUrl(url, mimeType)).toBe(kind);
  });
});
