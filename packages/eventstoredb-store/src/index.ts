// The public promise of the package, name by name.
export {}
