import { ownPage } from './page'

export const CANNOT_START_URL = `${ownPage.url}cannot-start`

/** The page that is shown when the core cannot start: what happened, which folder, what to do. */
export function cannotStartPage(sentence: string, folder: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Slotkeeper cannot start</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 12vh auto; padding: 0 1.5rem }
code { overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
<h1>Slotkeeper cannot start</h1>
<p role="alert">${escaped(sentence)}</p>
<p>Data folder: <code>${escaped(folder)}</code></p>
<p>Put right what is said above, close this window, and start Slotkeeper again. To work with another folder, start it with
<code>--data=FOLDER</code>.</p>
</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
