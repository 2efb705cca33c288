// A single value, large.
import { html, nothing, type TemplateResult } from 'lit';
import type { Compared } from '../data/former.js';
import { changeOf, pointsOf } from './change.js';
import { exactText, figureText, type Shown } from './shown.js';

export function figure(shown: Shown, comparing: boolean): TemplateResult {
  const { type, format, calls } = shown;
  const compared = shown.former?.compared;
  const value = Number(shown.data);
  const share = type === 'missed_calls' && calls ? format.percent(value / calls) : undefined;
  return html`<p part="figure" class="figure" data-value=${value} title=${exactText(type, value, format)}>
      ${figureText(type, value, format)}
    </p>
    ${share === undefined
      ? nothing
      : html`<p part="share" class="share">
          ${format.fill(format.words.shareOfCalls, { share })}${compared && pointsOf(shown, compared)
            ? html` <span class="points">(${pointsOf(shown, compared)})</span>`
            : nothing}
        </p>`}
    ${comparing ? delta(shown, compared) : nothing}`;
}

function delta(shown: Shown, compared: Compared | undefined): TemplateResult {
  if (!compared) return html`<p part="delta" class="delta">&nbsp;</p>`;
  const { arrow, tone, text, figures } = changeOf(shown, compared);
  return html`<p part=${`delta ${tone}`} class=${`delta ${tone}`} title=${figures}>
    ${arrow ? html`<span class="arrow" aria-hidden="true">${arrow}</span>` : nothing} ${text}
  </p>`;
}
