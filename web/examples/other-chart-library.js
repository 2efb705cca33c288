// Fetches the figures and hands them to uPlot. Any library that takes arrays of numbers is fed the same way.
import uPlot from './uPlot.esm.js';

// What the endpoint refuses has a reason in words: {"errors":[{"message":"…"}]}.
async function figures(type, from, to) {
  const response = await fetch(`/api/widgets/data?type=${type}&from_date=${from}&to_date=${to}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.errors[0].message);
  return answer.datasources[0].data;
}

const asked = new URLSearchParams(location.search);

try {
  const days = await figures('calls_per_day', asked.get('from') ?? '', asked.get('to') ?? '');
  const data = [
    days.map((day) => Date.parse(`${day.name}T00:00:00Z`) / 1000),
    days.map((day) => day.Answered),
    days.map((day) => day.Missed),
  ];
  const options = {
    width: Math.min(800, document.body.clientWidth),
    height: 300,
    // A day is a day in the account's time zone, whatever the browser's is.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    series: [
      {},
      { label: 'Answered', stroke: '#0072b2', width: 2 },
      { label: 'Missed', stroke: '#d55e00', width: 2, dash: [6, 4] },
    ],
  };
  window.chart = new uPlot(options, data, document.getElementById('chart'));
} catch (error) {
  document.getElementById('message').textContent = error.message;
}
