// The source of loader 1.0.0. Hosts pin its hash, so it must never change: publish a new version instead.
// It is ES5, for old browsers, and creates elements rather than HTML, for hosts that enforce Trusted Types.

export const loader = String.raw`(function () {
  'use strict'
  var MARK = 'data-toolkit-embed'
  var SEEN = 'data-toolkit-embed-seen'
  var HIGHEST = 20000
  var PATIENCE = 8000
  var frames = []

  function addressOf(link) {
    try {
      var address = new URL(link.getAttribute(MARK) || link.getAttribute('href') || '', document.baseURI)
      return address.protocol === 'https:' || address.protocol === 'http:' ? address : undefined
    } catch (error) {
      return undefined
    }
  }

  function begin(link) {
    if (link.hasAttribute(SEEN)) return
    link.setAttribute(SEEN, '')
    var address = addressOf(link)
    if (address === undefined || !link.parentNode) return
    var frame = document.createElement('iframe')
    frame.title = (link.textContent || '').trim()
    frame.width = '100%'
    frame.height = '600'
    frame.referrerPolicy = 'no-referrer'
    frame.style.border = '0'
    frame.style.maxWidth = '100%'
    frame.src = address.href
    var entry = { frame: frame, origin: address.origin, answered: false }
    frames.push(entry)
    link.parentNode.insertBefore(frame, link.nextSibling)
    window.setTimeout(function () {
      if (entry.answered) return
      frames.splice(frames.indexOf(entry), 1)
      if (frame.parentNode) frame.parentNode.removeChild(frame)
    }, PATIENCE)
  }

  function hear(event) {
    for (var i = 0; i < frames.length; i++) {
      var entry = frames[i]
      if (event.source === null || event.source !== entry.frame.contentWindow || event.origin !== entry.origin) continue
      var said = event.data
      if (typeof said !== 'object' || said === null || said.ns !== 'toolkit-embed' || said.v !== 1) return
      if (said.type !== 'ready' && said.type !== 'resize' && said.type !== 'error') return
      if (typeof said.height !== 'number' || Math.floor(said.height) !== said.height || said.height < 1) return
      entry.answered = true
      entry.frame.style.height = Math.min(said.height, HIGHEST) + 'px'
      return
    }
  }

  function start() {
    var links = document.querySelectorAll('a[' + MARK + ']')
    for (var i = 0; i < links.length; i++) begin(links[i])
  }

  window.addEventListener('message', hear)
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
`
