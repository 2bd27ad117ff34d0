"""The style of the page: light and dark, on paper too; nothing is loaded from elsewhere."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --aside: #57606a; --paper: #ffffff; --line: #d0d7de;
  --bar: #0969da; --warm: #9a4b00; --good: #1a7f37; --left: #0969da; --right: #9a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --aside: #9ea7b3; --paper: #0d1117;
  --line: #3d444d; --bar: #58a6ff; --warm: #f0a060; --good: #56d364; --left: #58a6ff; --right: #f0a060; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 4rem; color: var(--ink);
  background: var(--paper); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; } .aside, figcaption, caption { color: var(--aside); font-size: .9rem; }
.lead { font-size: 1.1rem; font-weight: 600; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
caption { text-align: left; padding: .25rem 0; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; font-weight: normal; }
thead th { font-weight: 600; } .figure { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; } svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--aside); font-size: 12px; font-family: system-ui, sans-serif; }
.grid { stroke: var(--line); stroke-width: 1; } .bar { fill: var(--bar); stroke: var(--bar); }
.partial { fill: none; stroke-dasharray: 4 3; } .error { stroke: var(--ink); fill: none; stroke-width: 1.2; }
.line { fill: none; stroke: var(--bar); stroke-width: 2; } .dot { fill: var(--bar); }
.bodies { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; }
.body { margin: 0; } .body svg { max-height: 16rem; border: 1px solid var(--line); border-radius: 6px; }
.bone { stroke-width: 4; stroke-linecap: round; } .left { stroke: var(--left); }
.right { stroke: var(--right); } .middle { stroke: var(--ink); }
ul { padding-left: 1.2rem; } details summary { cursor: pointer; color: var(--aside); }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } details { display: block; }
  section, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""
