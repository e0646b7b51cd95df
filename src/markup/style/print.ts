// On paper: black on white and without controls, but with the credit. And in the reader's own forced colours.

export const print = `
@media print {
  html[data-theme] {
    color-scheme: light;
    --background: #fff;
    --text: #000;
    --quiet: #333;
    --accent: #000;
    --line: #666;
  }
  html { font-size: 11pt; }
  .skip,
  .site-header nav,
  .site-footer nav,
  .crumbs,
  .controls,
  .filters,
  .paging,
  .use,
  .preview,
  button {
    display: none;
  }
  .beside { display: block; }
  .scrolling, .picture-frame { overflow: visible; }
  .picture-frame svg, .scrolling > svg {
    width: 100%;
    min-width: 0;
    max-width: 100%;
  }
  .embed, .page > main, .page > .credit {
    max-width: none;
    padding: 0;
  }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  li, tr, .credit { break-inside: avoid; }
}
@media (forced-colors: active) {
  .item-header, .problem { border-left-color: Highlight; }
  .site-header { border-top-color: Highlight; }
  :focus-visible { outline-color: Highlight; }
}
`
