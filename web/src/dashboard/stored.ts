// What the browser keeps: the theme, and for this tab a token that was typed in. A browser that keeps nothing is fine.

export type Theme = 'auto' | 'light' | 'dark';

const themeKey = 'callwidgets-theme';
const tokenKey = 'callwidgets-token';

export function storedTheme(): Theme {
  const theme = read(() => localStorage, themeKey);
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

export function storeTheme(theme: Theme): void {
  write(() => localStorage, themeKey, theme === 'auto' ? undefined : theme);
}

export function storedToken(): string | undefined {
  return read(() => sessionStorage, tokenKey) ?? undefined;
}

export function storeToken(token: string | undefined): void {
  write(() => sessionStorage, tokenKey, token);
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // it is then forgotten with the page
  }
}
