// The module that a page loads: defines <call-widget> and <call-widgets>.
import { CallWidget } from './elements/call-widget.js';
import { CallWidgets } from './elements/call-widgets.js';

export { CallWidget, CallWidgets };
export { widgetTypes } from './data/widget-types.js';

// A page that loads the module twice, from two addresses, keeps the first.
if (!customElements.get('call-widgets')) customElements.define('call-widgets', CallWidgets);
if (!customElements.get('call-widget')) customElements.define('call-widget', CallWidget);
