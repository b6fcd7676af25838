// Runs before the first paint: the chosen theme, whether somebody is signed in, and whether the page
// hangs on a wall, so that none of them flashes or moves the page. The session itself is out of a script's reach; its csrf cookie is not.
{
  const root = document.documentElement;
  let theme;
  try {
    theme = localStorage.getItem('theme');
  } catch {
    // Storage may be forbidden: then the theme is the system's.
  }
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (new URLSearchParams(location.search).has('kiosk')) root.dataset.kiosk = '';
  if (/(?:^|;\s*)csrf=/.test(document.cookie)) root.dataset.signedIn = '';
}
