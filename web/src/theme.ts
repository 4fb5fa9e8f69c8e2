export type Theme = 'light' | 'dark';

const KEY = 'parley.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that was chosen here, otherwise the system's. */
export function theme(): Theme {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark.matches ? 'dark' : 'light';
}

export function choose(next: Theme): void {
  localStorage.setItem(KEY, next);
  apply();
}

export function startTheme(): void {
  apply();
  dark.addEventListener('change', apply);
}

function apply(): void {
  document.documentElement.dataset.theme = theme();
}
