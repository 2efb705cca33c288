// Wakes all who want to be woken every so many seconds at the same moment, so that they ask together; not while the page is
// hidden, and at once when it is seen again after its time.

interface Ticker {
  wakes: Set<() => void>;
  timer: ReturnType<typeof setInterval>;
  due: number;
}

const tickers = new Map<number, Ticker>();

/** Every second at most, and in 23 days at least, which is what a timer can wait. Returns what ends it. */
export function every(wanted: number, wake: () => void): () => void {
  const seconds = Math.min(Math.max(1, wanted), 2_000_000);
  let ticker = tickers.get(seconds);
  if (!ticker) {
    const timer = setInterval(() => tick(seconds, made), seconds * 1000);
    const made: Ticker = { wakes: new Set(), due: Date.now() + seconds * 1000, timer };
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
