/* Written for any browser: shows the sentence of index.html where the browser is below the floor (Chrome 100, Firefox 100,
   Safari 15.4). AbortSignal.throwIfAborted came with Chrome 100 and Safari 15.4, structuredClone with Firefox 94. */
;(() => {
  var isNew =
    'noModule' in document.createElement('script') &&
    'structuredClone' in window &&
    'AbortSignal' in window &&
    'throwIfAborted' in window.AbortSignal.prototype &&
    'hasOwn' in Object
  if (isNew) return
  document.documentElement.setAttribute('data-too-old', '')
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('floor').removeAttribute('hidden')
  })
})()
