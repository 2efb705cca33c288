// The dashboard's module: the elements, the page's own, and the page.
import '../call-widgets.js';
import { formatFor } from '../words/language.js';
import { ChoiceMenu } from './menu.js';
import { Page } from './page.js';
import { CustomerPicker } from './picker.js';
import { pageLocale, wordsOf } from './words/language.js';

customElements.define('choice-menu', ChoiceMenu);
customElements.define('customer-picker', CustomerPicker);

const root = document.documentElement;
const locale = pageLocale(root.lang, navigator.languages);
root.lang = locale;

const src = new URL(root.dataset['src'] ?? '../api', document.baseURI);
void new Page(src.href, wordsOf(locale), formatFor(locale)).open();
