import { fileName } from './file-name.js';

describe('the name of an upload', () => {
  it.each([
    ['cat.png', 'cat.png'],
    ['Größe €.pdf', 'Größe €.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\cat.png', 'cat.png'],
    ['a\r\nSet-Cookie: x=1\u0000.png', 'a Set-Cookie: x=1.png'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['\ud800broken.png', 'broken.png'],
    ['x'.repeat(300), 'x'.repeat(255)],
  ])('%j is shown as %j', (given, shown) => {
    expect(fileName(given)).toBe(shown);
  });

  it.each([undefined, '', '  ', '.', '..', 'folder/', '\u0000', '\u3164\u200b'])('nothing is left of %j', (given) => {
    expect(fileName(given)).toBeNull();
  });
});
