// Asks this page's own server for a token, and keeps it until shortly before it ends. The widgets call this for each question.
let token;
let good = 0;

async function currentToken() {
  if (Date.now() > good) {
    token = fetch('/token').then((response) => response.text());
    good = Date.now() + 9 * 60 * 1000; // the server makes them for ten minutes
  }
  return token;
}

const group = document.querySelector('call-widgets');
group.token = currentToken;
group.src = 'https://figures.example.com/api';
