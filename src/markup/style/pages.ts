// What only pages have: navigation, forms, the picture of the toolkit, lists with their filters.

export const pages = `
.site-header ul, .site-footer ul {
  display: flex;
  flex-wrap: wrap;
  gap: .375rem 1.25rem;
  margin: 0;
  padding: 0;
  list-style: none;
}
.site-header li, .site-footer li {
  margin: 0;
  padding: 0;
}
.site-header nav a {
  display: inline-block;
  padding-block: .25rem;
  color: var(--text);
  text-decoration: none;
}
.site-header nav a:hover { text-decoration: underline; }
.site-header nav a[aria-current] {
  font-weight: 700;
  box-shadow: inset 0 -3px var(--accent);
}
.site-header nav a:focus-visible { color: var(--focus-text); }
.site-footer { font-size: .9375rem; }
.site-footer > div { padding-block: 1.5rem 2.5rem; }
.site-footer ul { margin-bottom: 1rem; }
.site-footer p { color: var(--quiet); }
.crumbs {
  margin-bottom: 1.5rem;
  font-size: .9375rem;
}
.crumbs ol {
  display: flex;
  flex-wrap: wrap;
  gap: .25rem;
  margin: 0;
  padding: 0;
  list-style: none;
}
.crumbs li {
  margin: 0;
  padding: 0;
}
.crumbs li + li::before {
  content: "/";
  content: "/" / "";
  padding-inline: .375rem .25rem;
  color: var(--quiet);
}
.hero { max-width: 48rem; }
.hero h1, .page-title {
  margin-bottom: .75rem;
  font-size: clamp(1.75rem, 1.3rem + 2vw, 2.5rem);
}
.hero .summary { max-width: none; }
.part .cards :is(h2, h3) {
  margin-bottom: .375rem;
  font-size: 1.0625rem;
}
.tiles {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
  gap: 0 2rem;
  padding: 0;
  list-style: none;
}
.tiles li {
  display: flex;
  justify-content: space-between;
  margin: 0;
  padding: .625rem 0;
  border-bottom: 1px solid var(--line);
}
.count {
  color: var(--quiet);
  font-variant-numeric: tabular-nums;
}
.picture { margin: 0 0 1rem; }
.picture-frame {
  overflow-x: auto;
  background: #fff;
}
.picture-frame svg {
  display: block;
  width: 100%;
  min-width: 52rem;
  margin-inline: auto;
}
.picture-frame a:focus-visible {
  outline: 3px solid #1b1b1b;
  background: none;
}
.picture-frame a:is(:hover, :focus-visible) circle {
  stroke: #1b1b1b;
  stroke-width: 3;
}
figcaption {
  max-width: 44rem;
  margin-top: .75rem;
  color: var(--quiet);
  font-size: .9375rem;
}
summary {
  width: fit-content;
  padding-block: .25rem;
  color: var(--accent);
  cursor: pointer;
  text-decoration: underline;
  text-underline-offset: .15em;
}
details[open] > summary { margin-bottom: .75rem; }
.map-table ul { padding-left: 1.125rem; }
.map-table li { margin-bottom: .25rem; }
.map-table th[scope="row"] { font-weight: 700; }
.map-table thead th:first-child { width: 18%; }
.controls {
  display: flex;
  flex-wrap: wrap;
  gap: 1rem;
  align-items: end;
  margin-block: 1.25rem;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 6px;
}
.field {
  display: flex;
  flex: 1 1 14rem;
  flex-direction: column;
  gap: .25rem;
  min-width: 0;
  max-width: 100%;
  margin: 0;
}
.field:has(> button) { flex: 0 0 auto; }
.field label, .controls legend { font-weight: 700; }
.hint {
  color: var(--quiet);
  font-size: .9375rem;
}
input, select, textarea, button {
  min-height: 2.75rem;
  padding: .5rem .75rem;
  border: 2px solid var(--text);
  border-radius: 4px;
  background: var(--background);
  color: var(--text);
  font: inherit;
}
input:not([type="checkbox"]), select, textarea {
  width: 100%;
  min-width: 0;
  max-width: 100%;
}
input[type="checkbox"] {
  min-height: 0;
  width: 1.25rem;
  height: 1.25rem;
  margin: 0;
  accent-color: var(--accent);
}
button {
  border-color: var(--accent);
  background: var(--accent);
  color: var(--background);
  font-weight: 700;
  cursor: pointer;
}
button:hover { border-color: var(--text); }
.chips, .inline {
  display: flex;
  flex-wrap: wrap;
  gap: .5rem;
  padding: 0;
  list-style: none;
}
.inline { gap: .5rem 1.5rem; }
nav > .chips { margin-bottom: 1rem; }
.chips li, .inline li {
  margin: 0;
  padding: 0;
}
.chips a {
  display: inline-block;
  padding: .25rem .75rem;
  border: 1px solid var(--line);
  border-radius: 1.25rem;
  text-decoration: none;
}
.chips a:hover { text-decoration: underline; }
.chips a[aria-current] {
  border: 2px solid var(--accent);
  color: var(--text);
  font-weight: 700;
}
.beside {
  display: grid;
  grid-template-columns: minmax(13rem, 1fr) 3fr;
  gap: 2.5rem;
  margin-top: 1.5rem;
  align-items: start;
}
.filters details {
  padding-block: .5rem;
  border-bottom: 1px solid var(--line);
}
.filters summary {
  color: var(--text);
  font-weight: 700;
  text-decoration: none;
}
.filters ul {
  max-height: 22rem;
  margin: .25rem 0 .5rem;
  padding: 0;
  overflow-y: auto;
  list-style: none;
  font-size: .9375rem;
}
.filters li {
  display: flex;
  gap: .75rem;
  justify-content: space-between;
  margin: 0;
  padding: .25rem .25rem .25rem 0;
}
.filters a[aria-current] {
  color: var(--text);
  font-weight: 700;
}
.total { font-weight: 700; }
.rows {
  padding: 0;
  list-style: none;
}
.rows > li {
  margin: 0;
  padding: 1rem 0;
  border-top: 1px solid var(--line);
}
.rows h2 {
  margin-bottom: .25rem;
  font-size: 1.1875rem;
}
.rows p {
  max-width: 44rem;
  margin-bottom: .25rem;
}
.rows .kind { font-size: .9375rem; }
.facts-line::first-letter { text-transform: uppercase; }
.facts-line {
  color: var(--quiet);
  font-size: .9375rem;
}
mark {
  background: var(--focus-background);
  color: var(--focus-text);
}
.paging { margin-top: 1.5rem; }
.paging ul {
  display: flex;
  gap: 1.5rem;
  padding: 0;
  list-style: none;
}
textarea {
  font-family: Consolas, "Liberation Mono", monospace;
  font-size: .9375rem;
  line-height: 1.4;
  resize: vertical;
}
.part > .field {
  max-width: 50rem;
  margin-bottom: 1rem;
}
.parts {
  flex: 1 1 100%;
  margin: 0;
  padding: .75rem 1rem;
  border: 1px solid var(--line);
  border-radius: 4px;
}
.parts label {
  display: inline-flex;
  gap: .5rem;
  align-items: center;
  margin: .25rem 1.25rem .25rem 0;
}
.narrow { max-width: 28rem; }
.answers { max-width: 54rem; }
.answers th[scope="row"] { font-weight: 700; }
.answers thead th:first-child { width: 36%; }
.preview {
  display: block;
  width: 100%;
  border: 1px solid var(--line);
}
.note > section + p { margin-top: 1.5rem; }
.note > section { max-width: 50rem; }
.figures td { font-variant-numeric: tabular-nums; }
.part > .lesser {
  margin: 1.25rem 0 .5rem;
  font-size: 1.0625rem;
}
.part > h2 {
  margin-bottom: .75rem;
  font-size: 1.375rem;
}
.matches { padding-left: 1.5rem; }
.matches > li {
  padding: .75rem 0 .75rem .25rem;
  border-bottom: 1px solid var(--line);
}
.matches h3 { font-size: 1.0625rem; }
.steps {
  max-width: 46rem;
  margin: .25rem 0 .5rem;
  padding-left: 1.125rem;
}
@media (max-width: 48rem) { .beside { grid-template-columns: 1fr; gap: 1rem; } }
`
