import { cleanName, fileName, uploadName } from './upload-forms.js';

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
    [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(250)}.jpeg`],
    [`${'x'.repeat(300)}.tar.gz`, `${'x'.repeat(248)}.tar.gz`],
    [`${'好'.repeat(84)}.pdf`, `${'好'.repeat(83)}.pdf`],
    [`${'😀'.repeat(252)}.png`, `${'😀'.repeat(62)}.png`],
    [`${'x'.repeat(249)}   ${'x'.repeat(50)}.png`, `${'x'.repeat(249)}.png`],
    [`${'x'.repeat(250)}. no extension, this`, `${'x'.repeat(250)}. no`],
    [`a.${'x'.repeat(300)}`, `a.${'x'.repeat(253)}`],
    ['a%22b%20c.png', 'a%22b%20c.png'],
  ])('%j is shown as %j', (given, shown) => {
    expect(fileName(given)).toBe(shown);
  });

  it.each([undefined, '', '  ', '.', '..', 'folder/', '\u0000', '\u3164\u200b'])('%j leaves no name', (given) => {
    expect(fileName(given)).toBeNull();
  });

  it.each([
    ['my %22best%22 pic.txt', 'my "best" pic.txt'],
    ['two%0D%0Alines.txt', 'two lines.txt'],
    ['a%0Ab%0Dc.txt', 'a b c.txt'],
    ['100%20 %25 %2522 %0d %E4.txt', '100%20 %25 %2522 %0d %E4.txt'],
    [`${'x'.repeat(300)}%22.txt`, `${'x'.repeat(251)}.txt`],
    ['%22', '"'],
    ['%0D%0A', null],
    [undefined, null],
  ])('when a browser sends %j, it is shown as %j', (sent, shown) => {
    expect(uploadName(sent)).toBe(shown);
  });

  it.each([
    ['AC/DC: Live', 'AC/DC: Live'],
    [' photo\u202egpj.exe ', 'photogpj.exe'],
    ['\u202e', null],
  ])('%j as the name of an external address is shown as %j', (given, shown) => {
    expect(cleanName(given)).toBe(shown);
  });
});
