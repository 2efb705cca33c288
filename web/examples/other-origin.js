let token;
let good = 0;

// The widgets call this for each question. A token is kept until shortly before it ends; one that could not be had is not.
function currentToken() {
  if (Date.now() > good) {
    good = Date.now() + 9 * 60 * 1000; // the server makes them for ten minutes
    token = newToken().catch((error) => {
      good = 0;
      throw error;
    });
  }
  return token;
}

// Asks this page's own server, which knows its visitor.
async function newToken() {
  const response = await fetch('/token');
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return response.text();
}

const group = document.querySelector('call-widgets');
group.token = currentToken;
group.src = 'https://figures.example.com/api';
