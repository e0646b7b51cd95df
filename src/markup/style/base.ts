// Type, links, lists and tables of every document. Sizes are in rem, so that they follow the reader's settings.

export const base = `
*, ::before, ::after { box-sizing: border-box; }
html {
  background: var(--background);
  color: var(--text);
  font: 100%/1.55 Arial, "Liberation Sans", Helvetica, sans-serif;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  margin: 0;
  overflow-wrap: break-word;
}
h1, h2, h3, h4, h5, h6 {
  margin: 0;
  line-height: 1.25;
  font-weight: 700;
  text-wrap: balance;
}
p, ul, ol, dl, table, blockquote, pre { margin: 0 0 1rem; }
:is(p, ul, ol, dl, table, blockquote, pre, div):last-child { margin-bottom: 0; }
ul, ol { padding-left: 1.5rem; }
li {
  margin-bottom: .5rem;
  padding-left: .25rem;
}
li:last-child { margin-bottom: 0; }
li::marker { color: var(--accent); }
ol > li::marker { font-weight: 700; }
dt { font-weight: 700; }
dd { margin: 0; }
a {
  color: var(--accent);
  text-underline-offset: .15em;
  text-decoration-thickness: max(1px, .0625em);
}
a:hover {
  text-decoration-thickness: max(3px, .1875em);
  text-decoration-skip-ink: none;
}
:focus-visible {
  outline: 3px solid var(--text);
  outline-offset: 2px;
}
a:focus-visible {
  outline-offset: 0;
  background: var(--focus-background);
  color: var(--focus-text);
  text-decoration-thickness: max(3px, .1875em);
}
main:focus { outline: none; }
table {
  width: 100%;
  border-collapse: collapse;
  text-align: left;
}
th, td {
  padding: .625rem 1rem .625rem 0;
  border-bottom: 1px solid var(--line);
  vertical-align: top;
}
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 2px solid var(--text); }
tbody th { font-weight: 400; }
caption {
  margin-bottom: .5rem;
  font-weight: 700;
  text-align: left;
}
blockquote {
  padding-left: 1rem;
  border-left: 4px solid var(--line);
}
code {
  font-family: Consolas, "Liberation Mono", monospace;
  font-size: .9375em;
}
pre {
  overflow-x: auto;
  padding: 1rem;
  border: 1px solid var(--line);
}
img, svg {
  max-width: 100%;
  height: auto;
}
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.tag {
  display: inline-block;
  padding: 0 .4375rem;
  border: 1px solid currentcolor;
  border-radius: 4px;
  color: var(--quiet);
  font-size: .8125rem;
  line-height: 1.5;
  white-space: nowrap;
}
.sources, .aside {
  color: var(--quiet);
  font-size: .9375rem;
}
.aside {
  display: block;
  margin-top: .25rem;
}
.cards {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
  gap: 1rem;
  padding: 0;
  list-style: none;
}
.card, .cards > li {
  margin: 0;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 6px;
}
.cards :is(h2, h3, h4, h5) {
  margin-bottom: .5rem;
  font-size: 1.0625rem;
}
.scrolling {
  position: relative;
  overflow-x: auto;
}
.scrolling > svg { max-width: none; }
.matrix { width: auto; }
.matrix :is(th, td) { padding: .375rem .75rem .375rem 0; }
.matrix tbody th { min-width: 11rem; }
@media (max-width: 40rem) {
  .stacking, .stacking caption, .stacking tbody, .stacking tr, .stacking th, .stacking td {
    display: block;
  }
  .stacking thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .stacking tr {
    padding: .75rem 0;
    border-bottom: 1px solid var(--line);
  }
  .stacking th, .stacking td {
    padding: 0 0 .25rem;
    border: 0;
  }
  .stacking tbody th[scope] {
    width: auto;
    font-weight: 700;
  }
  .stacking td[data-label]::before {
    content: attr(data-label) ": ";
    color: var(--quiet);
  }
}
`
