// An item and its credit.

export const item = `
.item-header {
  padding-left: 1.25rem;
  border-left: 6px solid var(--accent);
}
.kind {
  margin: 0 0 .25rem;
  color: var(--quiet);
  font-weight: 700;
}
.item-header :is(h1, h2, h3, h4) {
  margin-bottom: .75rem;
  font-size: clamp(1.625rem, 1.3rem + 1.6vw, 2.25rem);
}
.summary {
  max-width: 40rem;
  font-size: 1.1875rem;
  line-height: 1.45;
}
.facts {
  display: grid;
  gap: .375rem;
  max-width: 46rem;
  font-size: .9375rem;
}
.facts > div {
  display: grid;
  grid-template-columns: 8.5rem 1fr;
  gap: .125rem 1rem;
}
.facts dt {
  color: var(--quiet);
  font-weight: 400;
}
.gaps {
  max-width: 46rem;
  padding: .75rem 1rem;
  border: 1px solid var(--line);
  border-radius: 6px;
}
.gaps p { margin-bottom: .25rem; }
.part { margin-top: 2.25rem; }
.item > :is(h2, h3, h4, h5) {
  margin: 2.25rem 0 .75rem;
  font-size: 1.375rem;
}
.item > :is(h2, h3, h4, h5) + .scrolling { margin-top: 0; }
.part > :is(h2, h3, h4, h5) {
  margin-bottom: .75rem;
  font-size: 1.375rem;
}
.part > div > :is(h3, h4, h5, h6) {
  margin: 1.5rem 0 .5rem;
  font-size: 1.0625rem;
}
.part > div > :is(h3, h4, h5, h6):first-child { margin-top: 0; }
.part > div > :is(p, ul, ol, blockquote) { max-width: 44rem; }
.part-example > div {
  max-width: 46rem;
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 6px;
}
.part-mapping thead th:nth-child(1) { width: 30%; }
.part-mapping thead th:nth-child(2) { width: 20%; }
.part-emphasis table { max-width: 32rem; }
.strength {
  display: inline-block;
  font-weight: 700;
}
.strength::before { content: "("; }
.strength::after { content: ")"; }
.links {
  columns: 18rem;
  column-gap: 2rem;
}
.links > li { break-inside: avoid; }
.credit {
  margin-top: 2.5rem;
  padding-top: 1.25rem;
  border-top: 2px solid var(--accent);
  font-size: .9375rem;
}
.credit p { max-width: 44rem; }
.credit dl {
  display: grid;
  gap: .375rem;
  max-width: 46rem;
}
.credit dl > div {
  display: grid;
  grid-template-columns: 11rem 1fr;
  gap: .125rem 1rem;
}
.credit dt {
  color: var(--quiet);
  font-weight: 400;
}
.credit dd { overflow-wrap: anywhere; }
.problem {
  max-width: 44rem;
  padding-left: 1.25rem;
  border-left: 6px solid var(--accent);
}
.problem h1 {
  margin-bottom: .75rem;
  font-size: 1.625rem;
}
.problem li, .problem p { overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  .item-header, .problem {
    padding-left: .875rem;
    border-left-width: 4px;
  }
  .facts > div, .credit dl > div { grid-template-columns: 1fr; }
  .facts, .credit dl { gap: .75rem; }
}
`
