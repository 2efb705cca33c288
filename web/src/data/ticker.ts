// Wakes all who want to be woken every so many seconds at the same moment, so that they ask together; not while the page is
// hidden, and at once when it is seen again after its time.

interface Ticker {
  wakes: Set<() => void>;
  timer: ReturnType<typeof setInterval>;
  due: number;
}

const tickers = new Map<number, Ticker>();

/** Returns what ends it. */
export function every(seconds: number, wake: () => void): () => void {
  let ticker = tickers.get(seconds);
  if (!ticker) {
    const made: Ticker = { wakes: new Set(), due: Date.now() + seconds * 1000, timer: setInterval(() => tick(seconds, made), seconds * 1000) };
    ticker = made;
    tickers.set(seconds, ticker);
  }
  const { wakes, timer } = ticker;
  wakes.add(wake);
  return () => {
    wakes.delete(wake);
    if (wakes.size > 0 || tickers.get(seconds)?.timer !== timer) return;
    clearInterval(timer);
    tickers.delete(seconds);
  };
}

function tick(seconds: number, ticker: Ticker): void {
  if (document.hidden) return;
  ticker.due = Date.now() + seconds * 1000;
  for (const wake of ticker.wakes) wake();
}

// A network that is back may have answers again.
addEventListener('online', () => {
  for (const [seconds, ticker] of tickers) tick(seconds, ticker);
});

document.addEventListener('visibilitychange', () => {
  for (const [seconds, ticker] of tickers) {
    if (Date.now() >= ticker.due) tick(seconds, ticker);
  }
});
