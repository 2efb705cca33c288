REPLACE INTO sums (scope, grain, period, calls, missed, known, talk_seconds, below_30, below_60, below_120, below_300, below_600, longer)
VALUES (:scope, :grain, :period, :calls, :missed, :known, :talk_seconds, :below_30, :below_60, :below_120, :below_300,
  :below_600, :longer)
