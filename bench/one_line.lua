-- For wrk: ends its report with one line that bench/serving reads. REQUESTS PER_SECOND MEDIAN_US P99_US FAILED
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("one_line %d %.1f %d %d %d\n", summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
