// Which language's words are used.
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { Format } from './format.js';
import { fr } from './fr.js';
import { nl } from './nl.js';
import { sv } from './sv.js';
import type { Words } from './words.js';

export const languages: Record<string, Words> = { en, de, fr, es, nl, sv };

const formats = new Map<string, Format>();

/**
 * For a locale such as `de-AT`; where it is empty or unknown: the page's language, else the browser's, else English. Figures
 * are written as in that locale, words are those of its language, or English.
 */
export function formatFor(locale: string | null | undefined): Format {
  const chosen = [locale, document.documentElement.lang, navigator.language, 'en'].find(isLocale) ?? 'en';
  let format = formats.get(chosen);
  if (!format) {
    format = new Format(chosen, languages[languageOf(chosen)] ?? en);
    formats.set(chosen, format);
  }
  return format;
}

/** `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return locale.split('-')[0]!.toLowerCase();
}

function isLocale(text: string | null | undefined): text is string {
  try {
    return !!text && Intl.NumberFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}
