// Which language the page speaks: the first of the browser's that it has words of.
import { languageOf } from '../../words/language.js';
import type { PageWords } from './words.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { nl } from './nl.js';
import { sv } from './sv.js';

const languages: Record<string, PageWords> = { en, de, fr, es, nl, sv };

/** Such as `de-AT`: of the page's own where the operator has set it, else as the browser's user reads. */
export function pageLocale(set: string, browser: readonly string[]): string {
  return [set, ...browser].find((locale) => languageOf(locale) in languages) ?? 'en';
}

export function wordsOf(locale: string): PageWords {
  return languages[languageOf(locale)] ?? en;
}
