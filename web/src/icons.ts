/** Outlines in a box of 24 by 24, in the color of the text around them. */
const PATHS = {
  archive: 'M4 8v10a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8M3 4h18v4H3zM10 12h4',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4',
  bellOff: 'M6 16V11a6 6 0 0 1 .7-2.800M9.500 5.500A6 6 0 0 1 18 11v3M4 18h14M10 21h4M4 4l16 16',
  chart: 'M4 20h16M7 16V10M12 16V5M17 16v-3',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  clock: 'M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  crown: 'M4 18h16M4 15l-1-8 5 4 4-6 4 6 5-4-1 8z',
  door: 'M14 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-4M10 8l-4 4 4 4M6 12h9',
  dots: 'M12 6h.010M12 12h.010M12 18h.010',
  forward: 'M14 6l6 6-6 6M20 12H9a5 5 0 0 0-5 5v1',
  info: 'M12 11v5M12 8h.010M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  link: 'M10 14a4 4 0 0 0 6 .500l3-3a4 4 0 0 0-5.700-5.700L12 7M14 10a4 4 0 0 0-6-.500l-3 3a4 4 0 0 0 5.700 5.700L12 17',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3M12 15v2',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  moon: 'M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h0',
  pencil: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20v-1a5 5 0 0 1 5-5h2a5 5 0 0 1 5 5v1M16 4.500a3.500 3.500 0 0 1 0 6.500M21 20v-1a5 5 0 0 0-3.500-4.700',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6',
  plus: 'M12 5v14M5 12h14',
  reply: 'M10 6L4 12l6 6M4 12h11a5 5 0 0 1 5 5v1',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 14a4 4 0 0 0 7 0M9 9.500h.010M15 9.500h.010',
  star: 'M12 4l2.500 5.100 5.500.800-4 3.900.900 5.600-4.900-2.600-4.900 2.600.900-5.600-4-3.900 5.500-.800z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1M12 20v1M3 12h1M20 12h1M5.600 5.600l.700.700M17.700 17.700l.700.700M18.400 5.600l-.700.700M6.300 17.700l-.700.700',
  switch: 'M7 4L3 8l4 4M3 8h14M17 12l4 4-4 4M21 16H7',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  warning: 'M12 4L2.500 20h19zM12 10v4M12 17h.010',
};

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

/** Hidden from screen readers, which read the label beside or on the icon. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
