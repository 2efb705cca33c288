// How a widget is laid out: by its own width, in a narrow column as on a wall.
import { css } from 'lit';
import { axisFont } from '../marks/axis.js';
import { unsafeCSS } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--_ink);
    font: 14px/1.4 var(--_font);
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    padding: var(--_padding);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .head {
    display: flex;
    align-items: start;
    gap: var(--_gap);
    min-block-size: 24px;
  }
  .heading {
    flex: 1;
    margin: 0;
    padding-block: 3px;
    color: var(--_muted);
    font-size: 13px;
    font-weight: 400;
    line-height: 18px;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    gap: 4px;
  }
  .button {
    min-inline-size: 24px;
    min-block-size: 24px;
    padding: 2px 8px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: transparent;
    color: var(--_muted);
    font: inherit;
    font-size: 12px;
    line-height: 18px;
    cursor: pointer;
  }
  .button:hover,
  .button[aria-pressed='true'],
  .button[aria-expanded='true'] {
    border-color: var(--_muted);
    color: var(--_ink);
  }
  /* It keeps its place, so that nothing moves when there is something to show. */
  .absent {
    visibility: hidden;
  }
  .round {
    padding-inline: 0;
    border-radius: 50%;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .body {
    position: relative;
    flex: 1;
    min-block-size: 0;
    margin-block-start: 4px;
  }
  .body.of-figure {
    min-block-size: 72px;
  }
  .body.of-figure.comparing {
    min-block-size: calc(var(--_figure-size) * 1.2 + 38px);
  }
  .body.of-figure.comparing.of-missed_calls {
    min-block-size: calc(var(--_figure-size) * 1.2 + 56px);
  }
  .body.of-days,
  .body.of-hours {
    display: flex;
    flex-direction: column;
    block-size: calc(var(--_chart-height) + 28px);
    flex: 1 0 auto;
  }
  .body.of-list {
    min-block-size: calc(var(--_row-height) * 8);
  }
  p {
    margin: 0;
  }

  .figure {
    font-size: var(--_figure-size);
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .share,
  .delta,
  .note {
    color: var(--_muted);
    font-size: 12px;
    line-height: 18px;
  }
  .delta {
    margin-block-start: 2px;
    min-block-size: 18px;
  }
  .better .arrow {
    color: var(--_better);
  }
  .worse .arrow {
    color: var(--_worse);
  }
  .note {
    min-block-size: 18px;
  }
  .note.stale {
    color: var(--_ink);
    font-weight: 600;
  }

  /* Words are of a language that runs from left to right, also where the page does not. */
  .figure,
  .share,
  .delta,
  .note,
  .definition p {
    direction: ltr;
    unicode-bidi: isolate;
    text-align: match-parent;
  }

  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    min-block-size: 24px;
    font-size: 12px;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
  }
  .key b {
    font-weight: 600;
  }
  .swatch {
    display: inline-block;
    inline-size: 10px;
    block-size: 10px;
    margin-inline-end: 5px;
    border-radius: 2px;
    forced-color-adjust: none;
  }
  .swatch.answered {
    background: var(--_answered);
  }
  .swatch.missed {
    background: repeating-linear-gradient(45deg, var(--_missed) 0 2.5px, var(--_surface) 2.5px 3.5px);
    outline: 1px solid var(--_missed);
    outline-offset: -1px;
  }
  .swatch.ghost {
    block-size: 0;
    border-block-start: 2px solid var(--_ghost);
    border-radius: 0;
    vertical-align: middle;
  }

  .plot {
    position: relative;
    flex: 1;
    min-block-size: 80px;
    direction: ltr;
  }
  .chart {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
    touch-action: pan-y;
    border-radius: 4px;
  }
  .grid {
    stroke: var(--_grid);
    shape-rendering: crispEdges;
  }
  .axis-label {
    fill: var(--_muted);
    font-size: ${unsafeCSS(axisFont)};
    font-variant-numeric: tabular-nums;
  }
  .weekend {
    fill: var(--_weekend);
  }
  .answered {
    color: var(--_answered);
  }
  .bar.missed {
    stroke: var(--_missed);
    stroke-width: 0.75;
  }
  .bar.answered {
    stroke: var(--_surface);
    stroke-width: 1;
  }
  .bar.today {
    fill-opacity: 0.45;
    stroke: var(--_answered);
    stroke-dasharray: 3 2;
    stroke-width: 1.25;
  }
  .bar.missed.today {
    stroke: var(--_missed);
  }
  .hatch-ground {
    fill: var(--_missed);
  }
  .hatch-line {
    fill: var(--_surface);
    fill-opacity: 0.75;
  }
  .area.answered {
    fill: var(--_answered);
    fill-opacity: 0.14;
  }
  .area.missed {
    fill-opacity: 0.5;
  }
  .line {
    fill: none;
    stroke: var(--_answered);
    stroke-width: 1.75;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .line.missed {
    stroke: var(--_missed);
  }
  .line.today {
    stroke-dasharray: 2 4;
  }
  .ghost {
    fill: none;
    stroke: var(--_ghost);
    stroke-width: 1.25;
  }
  .point {
    fill: transparent;
  }
  .dot {
    fill: var(--_answered);
    stroke: var(--_surface);
    stroke-width: 1.5;
  }
  .dot.missed {
    fill: var(--_missed);
  }
  .cursor {
    stroke: var(--_muted);
    shape-rendering: crispEdges;
  }
  .tooltip {
    position: absolute;
    inset-block-start: 4px;
    left: 0;
    z-index: 2;
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 2px 6px;
    align-items: center;
    inline-size: max-content;
    max-inline-size: 100%;
    padding: 8px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }
  .tooltip strong,
  .tooltip em {
    grid-column: 1 / -1;
    font-style: normal;
  }
  .tooltip strong,
  .tooltip b {
    font-weight: 600;
  }
  .tooltip em {
    color: var(--_muted);
  }
  .tooltip b {
    text-align: end;
  }
  .tooltip .swatch {
    margin: 0;
  }

  .list {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: var(--_row-height);
    padding-inline: 8px;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .row-back {
    position: absolute;
    inset: 1px 0;
    inline-size: 100%;
    block-size: calc(100% - 2px);
  }
  :host(:dir(rtl)) .row-back {
    transform: scaleX(-1);
  }
  .row-bar {
    fill: var(--_row-bar);
  }
  .missed .row-bar {
    fill: var(--_row-bar-missed);
  }
  .others .row-bar {
    fill: var(--_skeleton);
  }
  .row-name {
    position: relative;
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    color: inherit;
    text-decoration: none;
    text-align: match-parent;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
    white-space: nowrap;
  }
  .link {
    padding: 3px 0;
    border: 0;
    background: none;
    font: inherit;
    text-decoration: underline;
    text-decoration-color: var(--_ghost);
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .link:hover {
    color: var(--_accent);
    text-decoration-color: currentColor;
  }
  .link:focus-visible {
    outline-offset: -2px;
  }
  .others .row-name {
    color: var(--_muted);
  }
  .row-count,
  .row-share,
  .row-delta {
    position: relative;
    text-align: end;
  }
  .row-count {
    min-inline-size: 3ch;
    font-weight: 600;
  }
  .row-share {
    inline-size: 6ch;
  }
  .row-share,
  .row-delta {
    color: var(--_muted);
    font-size: 12px;
  }
  @container (max-width: 239px) {
    .row-share,
    .row-delta {
      display: none;
    }
  }

  .scroll {
    position: absolute;
    inset: 0;
    overflow: auto;
  }
  .body.of-list .scroll {
    position: static;
    max-block-size: calc(var(--_row-height) * 11);
  }
  .table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .table th,
  .table td {
    padding: 4px 6px;
    border-block-end: 1px solid var(--_grid);
    font-weight: 400;
    text-align: end;
  }
  .table th:first-child {
    text-align: start;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }
  .table thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_muted);
  }

  .message {
    display: flex;
    flex-direction: column;
    align-items: start;
    justify-content: center;
    gap: 6px;
    block-size: 100%;
    min-block-size: 64px;
    color: var(--_muted);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .message strong {
    color: var(--_ink);
    font-weight: 600;
  }
  .skeleton {
    display: flex;
    flex-direction: column;
    gap: 8px;
    block-size: 100%;
  }
  .bone {
    display: block;
    block-size: 20px;
    border-radius: 4px;
    background: var(--_skeleton);
  }
  .skeleton.of-figure .bone {
    inline-size: 40%;
    block-size: 36px;
    margin-block-start: 4px;
  }
  .skeleton.of-days .bone,
  .skeleton.of-hours .bone {
    flex: 1;
  }

  .definition {
    position: absolute;
    inset: 44px 8px auto;
    z-index: 3;
    max-block-size: calc(100% - 52px);
    overflow: auto;
    padding: 12px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
    font-size: 13px;
  }
  .definition .button {
    margin-block-start: 8px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    .bar.answered,
    .line.answered,
    .dot.answered {
      color: Highlight;
      stroke: Highlight;
    }
    .bar.missed,
    .line.missed {
      stroke: CanvasText;
    }
    .hatch-ground {
      fill: Canvas;
    }
    .hatch-line {
      fill: CanvasText;
    }
    .row-bar {
      fill: Canvas;
      stroke: CanvasText;
    }
    .axis-label {
      fill: CanvasText;
    }
    .grid {
      stroke: GrayText;
    }
  }
  @media print {
    .actions,
    .tooltip {
      display: none;
    }
    .card {
      break-inside: avoid;
    }
  }
`;
