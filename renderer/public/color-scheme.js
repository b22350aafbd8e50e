// Sets the colour scheme before the first paint, the way Mantine will find it: the same key, the same attribute.
;(function () {
  var chosen = null
  try {
    chosen = window.localStorage.getItem('slotkeeper-color-scheme')
  } catch {
    // Storage may be closed to the page; the system's choice is used then.
  }
  var dark =
    chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
