"""An Article enters; quotations, Statements, Mentions, times, figures and events leave. Nobody is identified here."""
