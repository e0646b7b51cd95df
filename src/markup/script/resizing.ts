// The script of an embed, as the text that is served: it reports the height of the content to the host page.
// It is an ES5 classic script, for old browsers; it builds no HTML, and answers only requests for the height.

export const resizing = String.raw`(function () {
  'use strict'
  var wrapper = document.getElementById('embed')
  if (!wrapper || window.parent === window) return

  var HIGHEST = 20000
  var id = wrapper.getAttribute('data-id')
  var first = wrapper.getAttribute('data-state')
  var told = -1

  // WordPress gives a frame that it trusts a secret in its address, and hears only who repeats it.
  var found = /[#?&]secret=([A-Za-z0-9]{10})(?:&|$)/.exec(window.location.hash)
  var secret = found ? found[1] : undefined

  function send(message) {
    // Numbers and identifiers alone: whoever frames the page may know them.
    window.parent.postMessage(message, '*')
  }

  function height() {
    return Math.min(Math.ceil(wrapper.getBoundingClientRect().height), HIGHEST)
  }

  function tellAll(type) {
    var now = height()
    told = now
    send({ ns: 'toolkit-embed', v: 1, type: type, id: id, height: now })
    tellOthers(now)
  }

  // The messages that open-iframe-resizer and WordPress wait for.
  function tellOthers(now) {
    send({ type: 'iframe-resized', width: Math.ceil(wrapper.getBoundingClientRect().width), height: now })
    if (secret !== undefined) send({ message: 'height', value: now, secret: secret })
  }

  window.addEventListener('message', function (event) {
    if (event.source !== window.parent) return
    var asked = event.data
    if (typeof asked !== 'object' || asked === null) return
    if (asked.type === 'iframe-child-init' || asked.type === 'iframe-get-child-dimensions') tellOthers(height())
    if (secret !== undefined && asked.message === 'ready' && asked.secret === secret) tellOthers(height())
  })

  tellAll(first === 'error' ? 'error' : 'ready')
  if (typeof ResizeObserver !== 'function') return
  new ResizeObserver(function () {
    if (height() !== told) tellAll('resize')
  }).observe(wrapper)
})()
`
