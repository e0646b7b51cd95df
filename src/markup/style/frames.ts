// The surroundings of the content: the padding of an embed, and the header and footer of a page.

export const frames = `
.embed {
  display: flow-root;
  max-width: 62rem;
  padding: 1.25rem;
}
.skip {
  position: absolute;
  left: -999rem;
  top: 0;
  z-index: 1;
  padding: .75rem 1.25rem;
}
.skip:focus { left: 0; }
.site-header {
  border-top: 6px solid var(--accent);
  border-bottom: 1px solid var(--line);
}
.site-header > div, .page > main, .page > .credit, .site-footer > div {
  max-width: 66rem;
  margin-inline: auto;
  padding-inline: 1.25rem;
}
.site-header > div {
  display: flex;
  flex-wrap: wrap;
  gap: .5rem 2rem;
  align-items: baseline;
  padding-block: 1rem;
}
.site-name {
  margin: 0;
  font-size: 1.1875rem;
  font-weight: 700;
}
.site-name a {
  color: var(--text);
  text-decoration: none;
}
.site-name a:hover { text-decoration: underline; }
.site-name a:focus-visible { color: var(--focus-text); }
.page > main { padding-block: 2.25rem 3rem; }
.page > .credit {
  padding-block: 1.5rem 3rem;
  border-top: 0;
  margin-top: 0;
}
.page { border-bottom: 6px solid var(--accent); }
.page > main + .credit::before {
  content: "";
  display: block;
  margin-bottom: 1.5rem;
  border-top: 2px solid var(--accent);
}
@media (max-width: 30rem) {
  .embed { padding: 1rem; }
  .page > main { padding-block: 1.5rem 2rem; }
}
`
