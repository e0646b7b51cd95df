// The script of "get the code", as the text that is served: a button that copies. It builds no HTML from text.

export const copying = String.raw`(function () {
  'use strict'
  if (!navigator.clipboard) return
  var boxes = document.querySelectorAll('[data-copy]')
  Array.prototype.forEach.call(boxes, function (box) {
    var button = document.createElement('button')
    button.type = 'button'
    button.textContent = box.getAttribute('data-copy')
    var told = document.createElement('span')
    told.setAttribute('role', 'status')
    told.className = 'hint'
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(box.value).then(
        function () { told.textContent = box.getAttribute('data-copied') },
        // What is selected can be copied by hand.
        function () { box.focus(); box.select(); told.textContent = box.getAttribute('data-selected') }
      )
    })
    var line = document.createElement('p')
    line.className = 'inline'
    line.appendChild(button)
    line.appendChild(told)
    box.parentNode.insertBefore(line, box.nextSibling)
  })
})()
`
