"""いきいきサポーター: residents who lead exercise groups."""
