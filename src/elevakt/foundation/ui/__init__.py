"""How every page looks and behaves: components, forms, theme, charts and the page's own headers."""
